package io.github.jwtauth.boot.jpa;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.account.TestAccounts;
import io.github.jwtauth.login.AccountChanges;
import io.github.jwtauth.login.AccountRemains;
import io.github.jwtauth.login.DeviceTokens;
import io.github.jwtauth.login.ExternalLogin;
import io.github.jwtauth.login.Logout;
import io.github.jwtauth.login.SessionGrant;
import io.github.jwtauth.login.TokenExchange;
import io.github.jwtauth.login.TokenRefresh;
import io.github.jwtauth.notification.TestNotices;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.PasswordHistoryStore;
import io.github.jwtauth.protection.LoginProtection;
import io.github.jwtauth.registration.ExternalRegistration;
import io.github.jwtauth.registration.ExternalSignIn;
import io.github.jwtauth.registration.RegistrationMode;
import io.github.jwtauth.registration.RegistrationPolicy;
import io.github.jwtauth.registration.UnprovenAccounts;
import io.github.jwtauth.session.DeviceSessions;
import io.github.jwtauth.session.RefreshTokenCodec;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.RevocationFeed;
import io.github.jwtauth.session.RevocationSource;
import io.github.jwtauth.session.RevokedSessions;
import io.github.jwtauth.session.SessionEnds;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.session.SessionTokens;
import io.github.jwtauth.session.TokenPair;
import io.github.jwtauth.token.AccessTokenIssuer;
import io.github.jwtauth.token.AccessTokenSettings;

/**
 * The rooms of the core over the stores of a house, as one node has them. Access tokens
 * are not signed.
 */
final class TestRooms {

	static final Duration RETENTION = Duration.ofMinutes(16);

	final List<AuthEvent> events = Collections.synchronizedList(new ArrayList<>());

	final AccountStore accounts;

	final AccountLookup lookup;

	final SessionStore sessions;

	final Transactions transactions;

	final RevokedSessions revoked;

	final RevocationFeed feed;

	final ExternalLogin login;

	final TokenExchange exchange;

	final ExternalSignIn signIn;

	final TokenRefresh refresh;

	final Logout logout;

	final DeviceSessions devices;

	final AccountChanges changes;

	final RefreshTokenWhitelist whitelist;

	final SessionTokens tokens;

	/** Not undone by a rollback. */
	final TestNotices notices = new TestNotices(new InMemoryTransactions());

	final TestMailbox mailbox = new TestMailbox();

	final TestSignUp registration;

	final TestGate gate;

	TestRooms(TestHouse house, Duration retryWindow) {
		Clock clock = Clock.systemUTC();
		RandomBytes random = RandomBytes.secure();
		SubjectStore subjects = house.get(SubjectStore.class);
		SessionSettings defaults = SessionSettings.defaults();
		SessionSettings settings = new SessionSettings(defaults.idleLifetime(), defaults.rememberMeLifetime(),
				defaults.absoluteLifetime(), retryWindow, defaults.maxPerAccount(), defaults.limitStrategy());
		this.accounts = house.get(AccountStore.class);
		this.lookup = house.get(AccountLookup.class);
		this.sessions = house.get(SessionStore.class);
		this.transactions = house.transactions();
		this.revoked = new RevokedSessions(clock, RETENTION);
		this.feed = new RevocationFeed(house.get(RevocationSource.class), this.revoked, clock, RETENTION);
		SessionEnds ends = new SessionEnds(this.events::add, this.revoked, this.transactions, clock);
		this.whitelist = new RefreshTokenWhitelist(this.sessions,
				new RefreshTokenCodec(
						SecretKeys.of(Secret.of("a secret of more than 32 characters, for tests"), List.of())),
				settings, ends, this.events::add, clock, random);
		this.tokens = new SessionTokens(new AccessTokenIssuer(
				new AccessTokenSettings("https://issuer.example", "api", "app", Duration.ofMinutes(15)),
				(claims) -> Secret.of(claims.toString()), List.of(), random));
		LoginPolicy policy = LoginPolicy.activeAccounts(true);
		ExternalIdentityStore identities = house.get(ExternalIdentityStore.class);
		OneTimeTokens oneTimeTokens = new OneTimeTokens(house.get(OneTimeTokenStore.class), subjects, this.transactions,
				SecretKeys.of(Secret.of("a secret of more than 32 characters, for tests"), List.of()), random, clock);
		this.gate = new TestGate(house, this, subjects, oneTimeTokens, policy);
		SessionGrant grant = this.gate.grant;
		this.login = new ExternalLogin(this.lookup, policy, this.gate.gate, grant, this.events::add, clock);
		this.exchange = new TokenExchange(oneTimeTokens, this.lookup, policy, this.gate.gate, grant, clock);
		this.changes = new AccountChanges(subjects, this.whitelist, ends, this.events::add, this.transactions, clock);
		AccountDetailsStore details = house.get(AccountDetailsStore.class);
		UnprovenAccounts unproven = new UnprovenAccounts(this.accounts, subjects, details,
				new AccountRemains(this.changes, subjects, oneTimeTokens, identities, details,
						house.get(PasswordHistoryStore.class), house.factors(), LoginProtection.off(), this.mailbox));
		this.signIn = new ExternalSignIn(identities, this.lookup, policy, RegistrationPolicy.of(RegistrationMode.OPEN),
				new ExternalRegistration(this.accounts, subjects, identities, details, unproven, this.events::add,
						this.transactions, random, clock),
				this.exchange, List.of("USER"));
		this.refresh = new TokenRefresh(this.whitelist, this.lookup, policy, this.gate.settings, this.tokens,
				this.transactions);
		this.logout = new Logout(this.whitelist, this.transactions);
		this.devices = new DeviceSessions(this.sessions, this.whitelist, subjects, this.transactions, clock);
		this.registration = new TestSignUp(house, this, subjects, oneTimeTokens, unproven, this.whitelist, grant,
				this.mailbox);
	}

	/** A new account, with its subject. */
	KnownAccount somebody() {
		Account account = TestAccounts.somebody();
		this.accounts.insertIfAbsent(account);
		EmailAddress email = account.email();
		return this.lookup.byIdentifier((email != null) ? email.value() : "").orElseThrow();
	}

	TokenPair logIn(KnownAccount account) {
		return this.login.open(account.id(), List.of("fed"), TestDevices.laptop(), false);
	}

	TokenPair refresh(TokenPair tokens) {
		return this.refresh.refresh(tokens.refreshToken(), TestDevices.laptop());
	}

	/** Runs work in a transaction of the host. */
	<T> T inTransaction(Supplier<? extends T> work) {
		return this.transactions.join(work);
	}

}
