package io.github.jwtauth.login;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.Device;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.protection.AccountLocked;
import io.github.jwtauth.protection.LoginProtection;
import org.jspecify.annotations.Nullable;

/**
 * Tells owners that their accounts are locked, once a day at most (attack X-40). For an
 * identifier that nobody has the same is done for nobody, so that the guess that locks it
 * takes as long (requirement R-19). Safe for use by many threads.
 */
public final class LockNotices {

	private static final EmailAddress NOBODY = EmailAddress.of("nobody@example.invalid");

	private final LoginProtection protection;

	private final AccountLookup lookup;

	private final AccountStore accounts;

	private final AccountDetailsStore details;

	private final AccountNotifier notifier;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final RandomBytes random;

	private final boolean told;

	/**
	 * Wires the notices.
	 * @param protection knows who was told today
	 * @param lookup finds owners
	 * @param accounts spells addresses
	 * @param details in which language
	 * @param notifier tells
	 * @param events where locks go
	 * @param transactions of the stores
	 * @param random makes the id of nobody
	 * @param told whether owners are told at all
	 */
	public LockNotices(LoginProtection protection, AccountLookup lookup, AccountStore accounts,
			AccountDetailsStore details, AccountNotifier notifier, AuthEventPublisher events, Transactions transactions,
			RandomBytes random, boolean told) {
		this.protection = protection;
		this.lookup = lookup;
		this.accounts = accounts;
		this.details = details;
		this.notifier = notifier;
		this.events = events;
		this.transactions = transactions;
		this.random = random;
		this.told = told;
	}

	/** Call it outside of transactions. */
	void locked(AccountLocked lock, String identifier) {
		AccountId id = (lock.accountId() != null) ? lock.accountId() : AccountId.random(this.random);
		KnownAccount owner = this.told ? this.lookup.byId(id).orElse(null) : null;
		EmailAddress address = (owner != null) ? owner.account().email() : null;
		boolean warns = this.told && this.protection
			.mayWarn((address != null) ? this.accounts.canonicalIdentifier(address.value()) : identifier);
		// Before the transaction, which may be tried again: a lock is one event.
		this.events.publish(lock);
		if (warns) {
			this.transactions.alone(() -> {
				tell(lock, id, owner, address);
				return true;
			});
		}
	}

	private void tell(AccountLocked lock, AccountId id, @Nullable KnownAccount owner, @Nullable EmailAddress address) {
		String locale = this.details.find(id).locale();
		if (owner == null || address == null) {
			this.notifier.pretend(NoticeKind.ACCOUNT_LOCKED, NOBODY);
			return;
		}
		this.notifier.send(AccountNotice.of(NoticeKind.ACCOUNT_LOCKED, id, address, lock.at())
			.toProvenAddress(owner.account().emailVerified())
			.withLocale(locale)
			.withFacts(facts(owner, lock.device())));
	}

	private static Map<String, String> facts(KnownAccount owner, Device device) {
		Map<String, String> facts = new LinkedHashMap<>();
		Optional.ofNullable(owner.account().firstName()).ifPresent((name) -> facts.put("first_name", name));
		Optional.ofNullable(device.browser()).ifPresent((browser) -> facts.put("browser", browser));
		Optional.ofNullable(device.os()).ifPresent((os) -> facts.put("os", os));
		Optional.ofNullable(device.ipAddress()).ifPresent((address) -> facts.put("ip_address", address));
		return facts;
	}

}
