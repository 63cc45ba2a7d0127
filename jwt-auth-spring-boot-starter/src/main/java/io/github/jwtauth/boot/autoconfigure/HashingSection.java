package io.github.jwtauth.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.protection.HashingBulkhead;

/**
 * How much password hashing happens at once.
 */
final class HashingSection implements DoctorSection {

	private final HashingBulkhead bulkhead;

	private final boolean ownEncoder;

	/**
	 * About a bulkhead.
	 * @param bulkhead which
	 * @param ownEncoder whether the host brings the encoder
	 */
	HashingSection(HashingBulkhead bulkhead, boolean ownEncoder) {
		this.bulkhead = bulkhead;
		this.ownEncoder = ownEncoder;
	}

	@Override
	public String name() {
		return "hashing";
	}

	@Override
	public Map<String, Object> facts() {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("encoder", this.ownEncoder ? "the application's own" : "argon2id");
		facts.put("permits", this.bulkhead.settings().permits());
		facts.put("queue", this.bulkhead.settings().queue());
		facts.put("max_wait", this.bulkhead.settings().maxWait().toString());
		facts.put("running", this.bulkhead.running());
		facts.put("waiting", this.bulkhead.waiting());
		return facts;
	}

}
