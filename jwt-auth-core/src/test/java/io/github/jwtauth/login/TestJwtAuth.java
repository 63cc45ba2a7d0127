package io.github.jwtauth.login;

import java.time.Duration;
import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestEvents;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.InMemoryAccountDetailsStore;
import io.github.jwtauth.account.InMemoryAccountStore;
import io.github.jwtauth.account.InMemoryExternalIdentityStore;
import io.github.jwtauth.account.InMemorySubjectStore;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.TestAccounts;
import io.github.jwtauth.mfa.FactorChecks;
import io.github.jwtauth.mfa.FactorGuesses;
import io.github.jwtauth.mfa.FactorNotices;
import io.github.jwtauth.mfa.FactorRemains;
import io.github.jwtauth.mfa.FactorReset;
import io.github.jwtauth.mfa.InMemoryMfaStore;
import io.github.jwtauth.mfa.InMemoryRememberedDeviceStore;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.mfa.RememberedDevices;
import io.github.jwtauth.mfa.TestFactors;
import io.github.jwtauth.mfa.TotpEnrollment;
import io.github.jwtauth.notification.TestNotices;
import io.github.jwtauth.onetimetoken.InMemoryOneTimeTokenStore;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.BreachedPasswords;
import io.github.jwtauth.password.InMemoryPasswordHistoryStore;
import io.github.jwtauth.password.PasswordChoice;
import io.github.jwtauth.password.PasswordPolicy;
import io.github.jwtauth.password.PasswordReplacement;
import io.github.jwtauth.password.PasswordReset;
import io.github.jwtauth.password.PasswordResetOffer;
import io.github.jwtauth.password.PasswordRules;
import io.github.jwtauth.password.PasswordVoiding;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.ProvenAddress;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.password.StandardPasswordPolicy;
import io.github.jwtauth.password.TestPasswordEncoder;
import io.github.jwtauth.protection.FactorBudget;
import io.github.jwtauth.protection.HashingBulkhead;
import io.github.jwtauth.protection.HashingSettings;
import io.github.jwtauth.protection.InMemoryLoginFailureStore;
import io.github.jwtauth.protection.LockoutMode;
import io.github.jwtauth.protection.LockoutProtection;
import io.github.jwtauth.protection.LockoutSettings;
import io.github.jwtauth.protection.LoginProtection;
import io.github.jwtauth.protection.SuspiciousTraffic;
import io.github.jwtauth.session.DeviceSessions;
import io.github.jwtauth.session.InMemorySessionStore;
import io.github.jwtauth.session.RefreshTokenCodec;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.RevokedSessions;
import io.github.jwtauth.session.SessionEnds;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.session.SessionTokens;
import io.github.jwtauth.session.TokenPair;
import io.github.jwtauth.token.AccessTokenClaims;
import io.github.jwtauth.token.AccessTokenIssuer;
import io.github.jwtauth.token.AccessTokenSettings;
import io.github.jwtauth.token.TestAccessTokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The whole core over stores in memory and a clock that a test moves. The fields are what
 * a host would have as beans.
 */
public final class TestJwtAuth {

	/** The password of every account that {@link #register} makes. */
	public static final String PASSWORD = "correct horse battery staple";

	public final MovableClock clock = MovableClock.atNoon();

	public final InMemoryTransactions transactions = new InMemoryTransactions();

	public final TestEvents events = new TestEvents(this.transactions);

	public final InMemoryAccountStore accounts = new InMemoryAccountStore(this.transactions);

	public final InMemorySubjectStore subjects = new InMemorySubjectStore(this.transactions, this.clock);

	public final InMemorySessionStore sessions = new InMemorySessionStore(this.transactions, this.clock);

	public final InMemoryOneTimeTokenStore oneTimeTokens = new InMemoryOneTimeTokenStore(this.transactions);

	public final InMemoryExternalIdentityStore identities = new InMemoryExternalIdentityStore(this.transactions);

	public final InMemoryAccountDetailsStore details = new InMemoryAccountDetailsStore(this.transactions);

	public final InMemoryPasswordHistoryStore passwordHistory = new InMemoryPasswordHistoryStore(this.transactions);

	public final InMemoryLoginFailureStore loginFailures = new InMemoryLoginFailureStore(this.transactions);

	public final InMemoryMfaStore mfaStore = new InMemoryMfaStore(this.transactions);

	public final InMemoryRememberedDeviceStore rememberedDeviceStore = new InMemoryRememberedDeviceStore(
			this.transactions);

	public final FactorBudget factorBudget = new FactorBudget(this.loginFailures, TestSecrets.keys(), this.clock);

	public final FactorRemains factorRemains = new FactorRemains(this.mfaStore, this.rememberedDeviceStore,
			this.factorBudget);

	public final TestNotices notices = new TestNotices(this.transactions);

	public final TestPasswordEncoder encoder = new TestPasswordEncoder();

	public final TestAccessTokens accessTokens = new TestAccessTokens();

	public final RevokedSessions revoked = new RevokedSessions(this.clock, Duration.ofMinutes(20));

	public final AccountLookup lookup = AccountLookup.over(this.accounts, this.subjects);

	public final Passwords passwords = new Passwords(this.encoder,
			new HashingBulkhead(new HashingSettings(4, 64, Duration.ofSeconds(10))), RandomBytes.secure());

	public final RefreshTokenWhitelist whitelist;

	public final SessionTokens tokens;

	public final OneTimeTokens mailedTokens;

	public final LoginPolicy policy;

	public final MfaSettings mfa;

	/** Sets second factors up. */
	public final TestFactors factors = new TestFactors(this.mfaStore, this.events, this.clock);

	public final RememberedDevices rememberedDevices;

	public final FactorChecks factorChecks;

	public final FactorGate gate;

	public final FactorLogin factorLogin;

	public final FactorReset factorReset;

	public final TotpEnrollment enrollment;

	public final MfaEnrollmentTokens enrollmentTokens;

	public final SessionGrant grant;

	public final DeviceTokens deviceTokens;

	public final PasswordResetOffer resetOffer;

	public final PasswordVoiding passwordVoiding = new PasswordVoiding(this.passwords, this.accounts,
			this.passwordHistory, PasswordRules.defaults(), this.clock);

	public final SessionDisavowal disavowal;

	public final Reauthentication reauthentication;

	public final LoginProtection protection;

	public final PasswordGuesses guesses;

	public final AccountUnlock unlock;

	public final PasswordLogin login;

	public final ExternalLogin externalLogin;

	public final TokenExchange exchange;

	public final TokenRefresh refresh;

	public final Logout logout;

	public final DeviceSessions devices;

	public final AccountChanges changes;

	public final AccountRemains remains;

	public final PasswordRules passwordRules = PasswordRules.defaults();

	public final PasswordPolicy passwordPolicy = new StandardPasswordPolicy(this.passwordRules,
			BreachedPasswords.UNASKED, this.events, this.clock);

	public final PasswordReplacement replacement;

	public final PasswordChange passwordChange;

	public final PasswordReset passwordReset;

	/**
	 * Wires everything.
	 * @param settings life and number of sessions
	 * @param policy who may hold one
	 */
	public TestJwtAuth(SessionSettings settings, LoginPolicy policy) {
		this(settings, policy, false, LockoutSettings.defaults(), MfaSettings.defaults());
	}

	private TestJwtAuth(SessionSettings settings, LoginPolicy policy, boolean securityNotices, LockoutSettings lockout,
			MfaSettings mfa) {
		RandomBytes random = RandomBytes.secure();
		SessionEnds ends = new SessionEnds(this.events, this.revoked, this.transactions, this.clock);
		this.tokens = new SessionTokens(new AccessTokenIssuer(
				new AccessTokenSettings("https://auth.example.com", "shop", "shop-web", Duration.ofMinutes(15)),
				this.accessTokens, List.of(), random));
		this.mailedTokens = new OneTimeTokens(this.oneTimeTokens, this.subjects, this.transactions, TestSecrets.keys(),
				random, this.clock);
		SecurityNotices security = new SecurityNotices(this.lookup, this.details, this.mailedTokens, this.notices,
				securityNotices, securityNotices);
		this.whitelist = new RefreshTokenWhitelist(this.sessions, new RefreshTokenCodec(TestSecrets.keys()), settings,
				ends, security.before(this.events), this.clock, random);
		this.policy = policy;
		this.deviceTokens = new DeviceTokens(TestSecrets.keys(), random, this.clock);
		this.mfa = mfa;
		this.rememberedDevices = new RememberedDevices(this.rememberedDeviceStore, mfa, this.transactions, this.events,
				random, this.clock);
		FactorGuesses factorGuesses = new FactorGuesses(this.factorBudget, this.factors.factors, this.events,
				this.clock);
		FactorNotices factorNotices = new FactorNotices(this.details, this.notices, this.clock, true);
		this.factorReset = new FactorReset(this.lookup, this.subjects, this.factorRemains, this.mailedTokens,
				factorNotices, this.events, this.transactions, this.clock);
		this.factorChecks = new FactorChecks(factorGuesses, this.factorBudget, this.factors.factors, this.mailedTokens,
				factorNotices, this.events, this.transactions, this.clock);
		this.enrollment = new TotpEnrollment(this.lookup, this.subjects, this.mfaStore, this.factors.totp,
				this.factors.recoveryCodes, this.factorChecks, this.factorReset, this.mailedTokens, factorNotices, mfa,
				this.events, this.transactions, random, this.clock);
		this.enrollmentTokens = new MfaEnrollmentTokens(this.mailedTokens, this.lookup, policy);
		FactorDemands demands = new FactorDemands(this.mailedTokens, this.enrollmentTokens, this.subjects,
				this.accounts, this.transactions);
		this.gate = new FactorGate(mfa, this.factors.factors, this.rememberedDevices, this.deviceTokens, demands,
				this.factorChecks);
		this.grant = new SessionGrant(this.subjects, this.accounts, this.whitelist, this.tokens,
				new IdentityLinking(this.identities, this.events, this.clock), this.gate, demands, this.transactions,
				this.clock);
		this.factorLogin = new FactorLogin(this.mailedTokens, this.lookup, policy, this.factorChecks, this.gate,
				new ForcedPasswordChange(this.mailedTokens), this.grant, this.rememberedDevices, this.deviceTokens,
				this.clock);
		this.protection = (lockout.mode() == LockoutMode.OFF) ? LoginProtection.off()
				: new LockoutProtection(this.loginFailures, TestSecrets.keys(), lockout, this.clock, (time) -> {
				});
		this.guesses = new PasswordGuesses(this.protection, this.lookup, this.accounts, this.deviceTokens,
				this.passwords,
				new LockNotices(this.protection, this.lookup, this.accounts, this.details, this.notices, this.events,
						this.transactions, random, true),
				new SuspiciousTraffic(null, TestSecrets.keys(), this.events, this.clock), this.events,
				TestSecrets.keys(), this.clock);
		this.unlock = new AccountUnlock(this.lookup, this.accounts, this.protection, this.factorBudget, this.events,
				this.transactions, this.clock);
		this.login = loginThrough(new StoredPasswords(this.lookup, this.passwords));
		this.externalLogin = new ExternalLogin(this.lookup, policy, this.gate, this.grant, this.events, this.clock);
		this.exchange = new TokenExchange(this.mailedTokens, this.lookup, policy, this.gate, this.grant, this.clock);
		this.refresh = new TokenRefresh(this.whitelist, this.lookup, policy, mfa, this.tokens, this.transactions);
		this.logout = new Logout(this.whitelist, this.transactions);
		this.devices = new DeviceSessions(this.sessions, this.whitelist, this.subjects, this.transactions, this.clock);
		this.changes = new AccountChanges(this.subjects, this.whitelist, this.rememberedDevices, ends, this.events,
				this.transactions, this.clock);
		this.remains = new AccountRemains(this.changes, this.subjects, this.mailedTokens, this.identities, this.details,
				this.passwordHistory, this.factorRemains, this.protection, this.notices);
		this.replacement = new PasswordReplacement(new PasswordChoice(this.passwordPolicy, this.passwords),
				this.passwordRules, this.accounts, this.subjects, this.details, this.passwordHistory, this.mailedTokens,
				this.whitelist, this.rememberedDevices, this.notices, this.events, this.clock);
		this.passwordChange = new PasswordChange(this.lookup, policy, this.guesses, this.passwords, this.gate,
				this.replacement, this.whitelist, this.tokens, this.transactions, this.clock);
		this.resetOffer = new PasswordResetOffer(this.mailedTokens, this.notices, Duration.ofHours(1), this.clock);
		this.passwordReset = new PasswordReset(this.lookup, policy, this.mailedTokens, this.replacement,
				new ProvenAddress(this.accounts, this.details, this.passwordHistory, this.identities,
						this.factorRemains, this.mailedTokens, this.protection, this.events, this.clock),
				this.details, this.resetOffer, this.notices, this.events, this.transactions, random, this.clock);
		this.disavowal = new SessionDisavowal(this.mailedTokens, this.subjects, this.lookup, this.details,
				this.whitelist, this.factorReset, this.passwordVoiding, this.resetOffer, this.transactions, this.events,
				this.clock);
		this.reauthentication = reauthenticationThrough(new StoredPasswords(this.lookup, this.passwords));
	}

	/**
	 * With the defaults of the properties.
	 * @return the core
	 */
	public static TestJwtAuth create() {
		return with(SessionSettings.defaults());
	}

	/**
	 * The same, and owners are told of new devices and replays.
	 * @return the core
	 */
	public static TestJwtAuth withSecurityNotices() {
		return new TestJwtAuth(SessionSettings.defaults(), LoginPolicy.activeAccounts(true), true,
				LockoutSettings.defaults(), MfaSettings.defaults());
	}

	/**
	 * With other rules for guesses.
	 * @param lockout the rules
	 * @return the core
	 */
	public static TestJwtAuth with(LockoutSettings lockout) {
		return new TestJwtAuth(SessionSettings.defaults(), LoginPolicy.activeAccounts(true), false, lockout,
				MfaSettings.defaults());
	}

	/**
	 * With other rules for second factors and a policy.
	 * @param mfa the rules
	 * @param policy who may hold a session
	 * @return the core
	 */
	public static TestJwtAuth with(MfaSettings mfa, LoginPolicy policy) {
		return new TestJwtAuth(SessionSettings.defaults(), policy, false, LockoutSettings.defaults(), mfa);
	}

	/**
	 * With other rules for second factors, and owners are told of new devices.
	 * @param mfa the rules
	 * @return the core
	 */
	public static TestJwtAuth with(MfaSettings mfa) {
		return new TestJwtAuth(SessionSettings.defaults(), LoginPolicy.activeAccounts(true), true,
				LockoutSettings.defaults(), mfa);
	}

	/**
	 * With the default policy.
	 * @param settings life and number of sessions
	 * @return the core
	 */
	public static TestJwtAuth with(SessionSettings settings) {
		return new TestJwtAuth(settings, LoginPolicy.activeAccounts(true));
	}

	/**
	 * The same walk with passwords that are checked in another way.
	 * @param check says whose a password is
	 * @return the walk
	 */
	public final PasswordLogin loginThrough(PasswordCheck check) {
		return new PasswordLogin(this.guesses, check, this.policy, this.gate,
				new ForcedPasswordChange(this.mailedTokens), this.grant, this.clock);
	}

	/**
	 * Likewise, of somebody who is logged in.
	 * @param check says whose a password is
	 * @return the walk
	 */
	public final Reauthentication reauthenticationThrough(PasswordCheck check) {
		return new Reauthentication(this.lookup, this.accounts, this.subjects, this.guesses, check, this.policy,
				this.gate, this.factorChecks, this.whitelist, this.tokens, this.events, this.transactions, this.clock);
	}

	/**
	 * Makes an active, verified account.
	 * @param email its address
	 * @return the account
	 */
	public Account register(String email) {
		Account account = TestAccounts.withPassword(email, Secret.of("{test}" + PASSWORD));
		this.accounts.insertIfAbsent(account);
		return account;
	}

	/**
	 * What tokens call an account.
	 * @param account an account of the store
	 * @return its id
	 */
	public AccountId idOf(Account account) {
		return this.subjects.subjectOf(account.key()).id();
	}

	/**
	 * Logs in with the right password, from a laptop.
	 * @param email whose
	 * @return both tokens
	 */
	public TokenPair login(String email) {
		return this.login.login(attempt(email, PASSWORD));
	}

	/**
	 * An attempt from a laptop.
	 * @param identifier who
	 * @param password with what
	 * @return the attempt
	 */
	public static LoginAttempt attempt(String identifier, String password) {
		return new LoginAttempt(identifier, RawPassword.of(Secret.of(password), "password"), TestDevices.laptop(),
				false, null);
	}

	/**
	 * Asserts that {@link #PASSWORD} opens nothing any more, that the owner comes in by
	 * an identity provider all the same, and that a mailed link sets a new password.
	 * @param email whose
	 * @param reset what was mailed
	 */
	public void assertPasswordIsOutOfUse(String email, Secret reset) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> login(email))
			.returns(AuthErrorCode.INVALID_CREDENTIALS, AuthException::code);
		AccountId id = this.lookup.byIdentifier(email).orElseThrow().id();
		assertThat(this.externalLogin.open(id, List.of("fed"), TestDevices.laptop(), false)).isNotNull();
		String next = "another horse, another battery";
		this.passwordReset.confirm(reset, RawPassword.ofNew(Secret.of(next), "new_password"), TestDevices.laptop());
		assertThat(this.login.login(attempt(email, next))).isNotNull();
	}

	/**
	 * Refreshes from the same laptop.
	 * @param refreshToken what to present
	 * @return both tokens
	 */
	public TokenPair refresh(Secret refreshToken) {
		return this.refresh.refresh(refreshToken, TestDevices.laptop());
	}

	/**
	 * How many sessions of an account are live.
	 * @param id whose
	 * @return their number
	 */
	public int liveSessions(AccountId id) {
		return this.sessions.findLive(id, this.clock.instant()).size();
	}

	/**
	 * What an access token says.
	 * @param tokens of a login or a refresh
	 * @return its claims
	 */
	public AccessTokenClaims claimsOf(TokenPair tokens) {
		return this.accessTokens.claimsOf(tokens.accessToken());
	}

}
