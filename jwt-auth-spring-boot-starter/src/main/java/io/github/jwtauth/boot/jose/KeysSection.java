package io.github.jwtauth.boot.jose;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.token.KeyRotationSettings;
import io.github.jwtauth.token.SigningKey;
import io.github.jwtauth.token.SigningKeyRing;
import org.jspecify.annotations.Nullable;

/**
 * Which keys sign and verify access tokens, and where they come from. Names only.
 */
final class KeysSection implements DoctorSection {

	/** How much later than planned a successor may sign before somebody should look. */
	private static final Duration LATE = Duration.ofDays(1);

	private final TokenKeys keys;

	private final KeyRules rules;

	private final SignatureProvider provider;

	private final KeyRotationSettings rotation;

	private final @Nullable SigningKeyRing ring;

	private final Clock clock;

	KeysSection(TokenKeys keys, KeyRules rules, SignatureProvider provider, KeyRotationSettings rotation,
			@Nullable SigningKeyRing ring, Clock clock) {
		this.keys = keys;
		this.rules = rules;
		this.provider = provider;
		this.rotation = rotation;
		this.ring = (keys instanceof RingKeys) ? ring : null;
		this.clock = clock;
	}

	@Override
	public String name() {
		return "keys";
	}

	@Override
	public Map<String, Object> facts() {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("source", source());
		facts.put("algorithm", this.rules.algorithm().name());
		facts.put("provider", this.provider.toString());
		if (this.ring != null) {
			facts.put("next_rotation", this.ring.active().activeFrom().plus(this.rotation.interval()).toString());
			facts.put("keys", generated(this.ring));
		}
		else {
			facts.put("keys", this.keys.all().stream().map((key) -> Map.of("kid", key.kid())).toList());
		}
		return facts;
	}

	@Override
	public List<String> warnings() {
		if (this.ring == null) {
			return List.of();
		}
		Instant due = this.ring.active().activeFrom().plus(this.rotation.interval());
		return this.clock.instant().isAfter(due.plus(LATE)) ? List
			.of("The signing key should have been replaced at " + due
					+ ". Look for warnings of housekeeping in the log, and whether jwtauth.housekeeping.enabled=false")
				: List.of();
	}

	private String source() {
		if (this.keys instanceof RingKeys) {
			return "generated, in the database";
		}
		return (this.keys instanceof ConfiguredKeys) ? "jwtauth.signing.keys" : "the application's JWKSource";
	}

	private List<Map<String, Object>> generated(SigningKeyRing shared) {
		SigningKey active = shared.active();
		Instant now = this.clock.instant();
		List<Map<String, Object>> known = new ArrayList<>();
		for (SigningKey key : shared.published()) {
			Map<String, Object> facts = new LinkedHashMap<>();
			facts.put("kid", key.kid());
			facts.put("algorithm", key.algorithm().name());
			facts.put("state",
					key.kid().equals(active.kid()) ? "active" : key.activeFrom().isAfter(now) ? "next" : "retired");
			facts.put("active_from", key.activeFrom().toString());
			facts.put("age_days", Math.max(0, Duration.between(key.activeFrom(), now).toDays()));
			known.add(facts);
		}
		return known;
	}

}
