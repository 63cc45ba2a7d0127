package io.github.jwtauth.login;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.onetimetoken.TokenOffer;
import io.github.jwtauth.session.RefreshTokenReused;
import io.github.jwtauth.session.SessionOpened;
import org.jspecify.annotations.Nullable;

/**
 * Tells owners what somebody else may have done (requirement R-17): a login on a device
 * that was not seen before, a refresh token that was used again. In the transaction of
 * the event, so that both are kept or none. A notifier that fails therefore fails the
 * login, because a database that has undone a transaction does not always say so twice;
 * it does not hand a replayed session back. An owner without an address is not told, and
 * a login on a known device asks the database nothing. Safe for use by many threads.
 */
public final class SecurityNotices {

	/** How long a session can be disowned by the link of its notice. */
	public static final Duration DISAVOWAL_LIFETIME = Duration.ofDays(7);

	private final AccountLookup accounts;

	private final AccountDetailsStore details;

	private final OneTimeTokens tokens;

	private final AccountNotifier notifier;

	private final boolean ofNewDevices;

	private final boolean ofReuse;

	/**
	 * Wires the notices.
	 * @param accounts who to tell
	 * @param details in which language
	 * @param tokens issues what ends an unknown session
	 * @param notifier tells
	 * @param ofNewDevices whether owners are told of logins on new devices
	 * @param ofReuse whether owners are told of replayed refresh tokens
	 */
	public SecurityNotices(AccountLookup accounts, AccountDetailsStore details, OneTimeTokens tokens,
			AccountNotifier notifier, boolean ofNewDevices, boolean ofReuse) {
		this.accounts = accounts;
		this.details = details;
		this.tokens = tokens;
		this.notifier = notifier;
		this.ofNewDevices = ofNewDevices;
		this.ofReuse = ofReuse;
	}

	/**
	 * Tells owners of what is published, and hands it on.
	 * @param next where events go
	 * @return the publisher for sessions
	 */
	public AuthEventPublisher before(AuthEventPublisher next) {
		return (event) -> {
			tell(event);
			next.publish(event);
		};
	}

	private void tell(AuthEvent event) {
		if (event instanceof SessionOpened opened && opened.newDevice() && this.ofNewDevices) {
			this.accounts.byId(opened.accountId()).ifPresent((account) -> newDevice(account, opened));
		}
		else if (event instanceof RefreshTokenReused reused && this.ofReuse) {
			this.accounts.byId(reused.accountId()).ifPresent((account) -> reused(account, reused));
		}
	}

	private void newDevice(KnownAccount account, SessionOpened opened) {
		EmailAddress address = account.account().email();
		if (address == null) {
			return;
		}
		Secret token = this.tokens.issue(new TokenOffer(OneTimeTokenPurpose.NOT_ME, account.subject(),
				DISAVOWAL_LIFETIME, null, new DisownedSession(opened.sessionId(), address).write()));
		this.notifier.send(AccountNotice.of(NoticeKind.NEW_DEVICE, account.id(), address, opened.at())
			.toProvenAddress(account.account().emailVerified())
			.withToken(token, opened.at().plus(DISAVOWAL_LIFETIME))
			.withLocale(this.details.find(account.id()).locale())
			.withFacts(facts(account, opened.device())));
	}

	private void reused(KnownAccount account, RefreshTokenReused reused) {
		EmailAddress address = account.account().email();
		if (address != null) {
			this.notifier.send(AccountNotice.of(NoticeKind.REFRESH_TOKEN_REUSED, account.id(), address, reused.at())
				.toProvenAddress(account.account().emailVerified())
				.withLocale(this.details.find(account.id()).locale())
				.withFacts(facts(account, reused.device())));
		}
	}

	private static Map<String, String> facts(KnownAccount account, Device device) {
		Map<String, String> facts = new LinkedHashMap<>();
		put(facts, "first_name", account.account().firstName());
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
