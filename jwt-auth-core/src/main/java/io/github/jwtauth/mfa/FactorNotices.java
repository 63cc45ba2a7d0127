package io.github.jwtauth.mfa;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.jwtauth.Device;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import org.jspecify.annotations.Nullable;

/**
 * Tells owners what happens to their second factor (requirement R-17), in the transaction
 * of the change. An owner without an address is not told. Safe for use by many threads.
 */
public final class FactorNotices {

	private final AccountDetailsStore details;

	private final AccountNotifier notifier;

	private final Clock clock;

	private final boolean told;

	/**
	 * Wires the notices.
	 * @param details in which language
	 * @param notifier tells
	 * @param clock the present
	 * @param told whether owners are told at all; events are published all the same
	 */
	public FactorNotices(AccountDetailsStore details, AccountNotifier notifier, Clock clock, boolean told) {
		this.details = details;
		this.notifier = notifier;
		this.clock = clock;
		this.told = told;
	}

	/**
	 * Tells an owner. Joins the running transaction.
	 * @param kind what
	 * @param owner who
	 * @param device where that was done; unknown when nobody knows
	 */
	public void tell(NoticeKind kind, KnownAccount owner, Device device) {
		tell(kind, owner, facts(owner, device));
	}

	/**
	 * Tells an owner that a recovery code was used. Joins the running transaction.
	 * @param owner who
	 * @param device where
	 * @param left how many codes are left
	 */
	public void recoveryCodeUsed(KnownAccount owner, Device device, int left) {
		Map<String, String> facts = facts(owner, device);
		facts.put("recovery_codes_left", Integer.toString(left));
		tell(NoticeKind.RECOVERY_CODE_USED, owner, facts);
	}

	private void tell(NoticeKind kind, KnownAccount owner, Map<String, String> facts) {
		EmailAddress address = owner.account().email();
		if (this.told && address != null) {
			this.notifier.send(AccountNotice.of(kind, owner.id(), address, this.clock.instant())
				.toProvenAddress(owner.account().emailVerified())
				.withLocale(this.details.find(owner.id()).locale())
				.withFacts(facts));
		}
	}

	private static Map<String, String> facts(KnownAccount owner, Device device) {
		Map<String, String> facts = new LinkedHashMap<>();
		put(facts, "first_name", owner.account().firstName());
		put(facts, "device", device.name());
		put(facts, "browser", device.browser());
		put(facts, "os", device.os());
		put(facts, "ip_address", device.ipAddress());
		put(facts, "city", device.city());
		put(facts, "country", device.country());
		return facts;
	}

	private static void put(Map<String, String> facts, String name, @Nullable String value) {
		if (value != null) {
			facts.put(name, value);
		}
	}

}
