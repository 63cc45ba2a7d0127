package io.github.jwtauth.registration;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.account.ExternalIdentityLinked;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.login.ExchangeAttempt;
import io.github.jwtauth.login.ExchangedSession;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.registration.ExternalSignInOutcome.Admitted;
import io.github.jwtauth.registration.ExternalSignInOutcome.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ExternalSignInTests {

	private static final String EMAIL = "ada@example.com";

	private static final ExternalIdentityKey KEY = new ExternalIdentityKey("https://id.example", "42");

	private static final ExternalIdentity VOUCHED = ExternalIdentity.of(KEY.provider(), KEY.subject())
		.withEmail(EmailAddress.of(EMAIL), true)
		.withName("Ada", "Lovelace")
		.withLocale("en-GB")
		.withExtra(Map.of("hd", "example.com"));

	private static final ExternalIdentity UNVOUCHED = VOUCHED.withEmail(EmailAddress.of(EMAIL), false);

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final ExternalSignIn signIn = signIn(RegistrationPolicy.of(RegistrationMode.OPEN));

	@Test
	void firstLoginMakesAnAccount() {
		ExchangedSession session = exchange(admitted(this.signIn.signIn(VOUCHED)));
		assertThat(session.firstLogin()).isTrue();
		Account account = session.tokens().account().account();
		assertThat(account.email()).isEqualTo(EmailAddress.of(EMAIL));
		assertThat(account.emailVerified()).isTrue();
		assertThat(account.firstName()).isEqualTo("Ada");
		assertThat(account.lastName()).isEqualTo("Lovelace");
		assertThat(account.passwordHash()).isNull();
		assertThat(account.roles()).containsExactly("USER");
		assertThat(session.tokens().session().amr()).containsExactly("fed");
		AccountId id = session.tokens().account().id();
		assertThat(this.auth.events.of(AccountRegistered.class)).singleElement()
			.returns(id, AccountRegistered::accountId)
			.returns(RegistrationWay.EXTERNAL, AccountRegistered::way);
		assertThat(this.auth.events.of(ExternalIdentityLinked.class)).singleElement()
			.returns(id, ExternalIdentityLinked::accountId);
	}

	@Test
	void secondLoginFindsTheAccountWhateverTheAddressIsByThen() {
		AccountId first = exchange(admitted(this.signIn.signIn(VOUCHED))).tokens().account().id();
		for (ExternalIdentity again : List.of(VOUCHED, UNVOUCHED,
				VOUCHED.withEmail(EmailAddress.of("new@example.com"), true), VOUCHED.withEmail(null, false))) {
			ExchangedSession session = exchange(admitted(this.signIn.signIn(again)));
			assertThat(session.firstLogin()).isFalse();
			assertThat(session.tokens().account().id()).isEqualTo(first);
		}
		assertThat(this.auth.events.of(AccountRegistered.class)).hasSize(1);
	}

	@Test
	void sameNumberAtAnotherProviderIsSomebodyElse() {
		AccountId first = exchange(admitted(this.signIn.signIn(UNVOUCHED))).tokens().account().id();
		ExternalIdentity other = ExternalIdentity.of("https://other.example", KEY.subject());
		assertThat(exchange(admitted(this.signIn.signIn(other))).tokens().account().id()).isNotEqualTo(first);
	}

	@Test
	void provenAddressThatTheProviderVouchesForJoinsTheAccount() {
		Account account = this.auth.register(EMAIL);
		Admitted admitted = admitted(this.signIn.signIn(VOUCHED));
		assertThat(this.auth.identities.findAccount(KEY)).isEmpty();
		ExchangedSession session = exchange(admitted);
		assertThat(session.firstLogin()).isFalse();
		assertThat(session.tokens().account().account()).isEqualTo(account);
		assertThat(this.auth.identities.findAccount(KEY)).contains(this.auth.idOf(account));
		assertThat(this.auth.events.of(AccountRegistered.class)).isEmpty();
		this.auth.login(EMAIL);
	}

	@Test
	void accountWithAnUnprovenAddressThatAHostMadeIsNeverJoined() {
		Account squatter = this.auth.register(EMAIL);
		this.auth.accounts.save(squatter.withEmail(squatter.email(), false));
		assertThat(this.signIn.signIn(VOUCHED)).isEqualTo(new Refused(ExternalSignIn.ACCOUNT_EXISTS));
		assertThat(this.auth.identities.findAccount(KEY)).isEmpty();
		assertThat(this.auth.oneTimeTokens.size()).isZero();
	}

	@Test
	void accountThatSomebodyRegisteredAndNeverProvedMakesWay() {
		Account squatter = squatter();
		AccountId squatted = this.auth.idOf(squatter);
		ExchangedSession session = exchange(admitted(this.signIn.signIn(VOUCHED)));
		assertThat(session.firstLogin()).isTrue();
		Account owner = session.tokens().account().account();
		assertThat(owner.emailVerified()).isTrue();
		assertThat(owner.passwordHash()).isNull();
		assertThat(this.auth.accounts.findByIdentifier(EMAIL)).contains(owner);
		assertThat(this.auth.accounts.findByKey(squatter.key())).isEmpty();
		assertThat(session.tokens().account().id()).isNotEqualTo(squatted);
		assertThat(this.auth.details.find(squatted)).isEqualTo(AccountDetails.NONE);
		assertThat(this.auth.details.find(session.tokens().account().id()).emailVerifiedAt()).isNotNull();
		assertThat(exchange(admitted(this.signIn.signIn(VOUCHED))).firstLogin()).isFalse();
	}

	@Test
	void accountThatSomebodyHasUsedOrClosedDoesNotMakeWay() {
		Account squatter = squatter();
		this.auth.accounts.save(squatter.withStatus(AccountStatus.DISABLED));
		assertThat(this.signIn.signIn(VOUCHED)).isEqualTo(new Refused(ExternalSignIn.ACCOUNT_EXISTS));
		this.auth.accounts.save(squatter);
		this.auth.subjects.claimLogin(this.auth.idOf(squatter), 0, this.auth.clock.instant());
		assertThat(this.signIn.signIn(VOUCHED)).isEqualTo(new Refused(ExternalSignIn.ACCOUNT_EXISTS));
		assertThat(this.auth.accounts.findByIdentifier(EMAIL)).contains(squatter);
	}

	@Test
	void closedRegistrationLeavesTheSquatterInPlace() {
		Account squatter = squatter();
		assertThat(signIn(RegistrationPolicy.of(RegistrationMode.CLOSED)).signIn(VOUCHED))
			.isEqualTo(new Refused("registration_closed"));
		assertThat(this.auth.accounts.findByIdentifier(EMAIL)).contains(squatter);
	}

	private Account squatter() {
		Account verified = this.auth.register(EMAIL);
		Account squatter = verified.withEmail(verified.email(), false);
		this.auth.accounts.save(squatter);
		this.auth.details.save(this.auth.idOf(squatter),
				new AccountDetails(this.auth.clock.instant(), null, null, null, null, null, null, Map.of()));
		return squatter;
	}

	@Test
	void accountThatOnlyLogsInWithTheAddressIsNeverJoined() {
		// a host whose usernames may look like addresses
		AccountLookup lookup = AccountLookup
			.over(new OtherStore(this.auth.register("other@example.com"), this.auth.accounts), this.auth.subjects);
		ExternalSignIn walk = signIn(RegistrationPolicy.of(RegistrationMode.OPEN), lookup, this.auth.accounts);
		assertThat(walk.signIn(VOUCHED)).isEqualTo(new Refused(ExternalSignIn.ACCOUNT_EXISTS));
	}

	@Test
	void addressThatNobodyVouchesForIsNoneWhetherOrNotItHasAnAccount() {
		TestJwtAuth empty = this.auth;
		ExchangedSession unknown = exchange(admitted(this.signIn.signIn(UNVOUCHED)));
		assertThat(unknown.tokens().account().account().email()).isNull();
		assertThat(empty.accounts.findByIdentifier(EMAIL)).isEmpty();

		Account owner = this.auth.register(EMAIL);
		ExternalIdentity attacker = ExternalIdentity.of(KEY.provider(), "666").withEmail(EmailAddress.of(EMAIL), false);
		ExchangedSession known = exchange(admitted(this.signIn.signIn(attacker)));
		assertThat(known.firstLogin()).isEqualTo(unknown.firstLogin()).isTrue();
		assertThat(known.tokens().account().account().email()).isNull();
		assertThat(known.tokens().account().id()).isNotEqualTo(this.auth.idOf(owner));
	}

	@Test
	void closedAccountIsRefusedAndNotJoined() {
		Account account = this.auth.register(EMAIL);
		this.auth.accounts.save(account.withStatus(AccountStatus.DISABLED));
		assertThat(this.signIn.signIn(VOUCHED)).isEqualTo(new Refused(ExternalSignIn.REFUSED));
		assertThat(this.auth.identities.findAccount(KEY)).isEmpty();

		this.auth.identities.linkIfAbsent(KEY, this.auth.idOf(account), this.auth.clock.instant());
		assertThat(this.signIn.signIn(VOUCHED)).isEqualTo(new Refused(ExternalSignIn.REFUSED));
		this.auth.accounts.save(account.withEmail(account.email(), false));
		assertThat(this.signIn.signIn(VOUCHED)).isEqualTo(new Refused(ExternalSignIn.EMAIL_NOT_VERIFIED));
	}

	@Test
	void linkOfADeletedAccountLeadsToANewOne() {
		AccountId first = exchange(admitted(this.signIn.signIn(VOUCHED))).tokens().account().id();
		this.auth.accounts.delete(this.auth.subjects.find(first).orElseThrow().accountKey());
		ExchangedSession second = exchange(admitted(this.signIn.signIn(VOUCHED)));
		assertThat(second.firstLogin()).isTrue();
		assertThat(second.tokens().account().id()).isNotEqualTo(first);
	}

	/** A store that hides an account for a while, because it is blocked for example. */
	@Test
	void linkIsForgottenOnlyWhereAnotherTakesItsPlace() {
		AccountId owner = exchange(admitted(this.signIn.signIn(VOUCHED))).tokens().account().id();
		AccountLookup blind = new AccountLookup() {
			@Override
			public Optional<KnownAccount> byIdentifier(String identifier) {
				return Optional.empty();
			}

			@Override
			public Optional<KnownAccount> byId(AccountId id) {
				return Optional.empty();
			}
		};
		assertThat(signIn(RegistrationPolicy.of(RegistrationMode.CLOSED), blind, this.auth.accounts).signIn(VOUCHED))
			.isEqualTo(new Refused("registration_closed"));
		assertThat(signIn(RegistrationPolicy.of(RegistrationMode.OPEN), blind, this.auth.accounts).signIn(VOUCHED))
			.isEqualTo(new Refused(ExternalSignIn.REFUSED));
		assertThat(this.auth.identities.findAccount(KEY)).contains(owner);
	}

	@Test
	void linkOfADeletedAccountMakesWayForAnAccountWithTheAddress() {
		AccountId first = exchange(admitted(this.signIn.signIn(VOUCHED))).tokens().account().id();
		this.auth.accounts.delete(this.auth.subjects.find(first).orElseThrow().accountKey());
		this.auth.register(EMAIL);
		AccountId second = exchange(admitted(this.signIn.signIn(VOUCHED))).tokens().account().id();
		assertThat(second).isNotEqualTo(first);
		assertThat(this.auth.identities.findAccount(KEY)).contains(second);
	}

	@ParameterizedTest
	@EnumSource(names = { "INVITATION", "CLOSED" })
	void closedRegistrationLetsInThoseWhoHaveAnAccount(RegistrationMode mode) {
		ExternalSignIn closed = signIn(RegistrationPolicy.of(mode));
		assertThat(closed.signIn(VOUCHED)).isEqualTo(new Refused("registration_closed"));
		assertThat(closed.signIn(UNVOUCHED)).isEqualTo(new Refused("registration_closed"));
		this.auth.register(EMAIL);
		assertThat(closed.signIn(VOUCHED)).isInstanceOf(Admitted.class);
	}

	@Test
	void policyOfTheHostDecides() {
		AtomicReference<RegistrationRequest> asked = new AtomicReference<>();
		ExternalSignIn choosy = signIn((request) -> {
			asked.set(request);
			return switch (request.extra().getOrDefault("hd", "")) {
				case "example.com" -> RegistrationDecision.acceptWith(List.of("STAFF", "USER"));
				case "later.example" -> RegistrationDecision.unavailable();
				default -> RegistrationDecision.reject("not_one_of_us");
			};
		});
		assertThat(choosy.signIn(VOUCHED.withExtra(Map.of()))).isEqualTo(new Refused("not_one_of_us"));
		assertThat(choosy.signIn(VOUCHED.withExtra(Map.of("hd", "later.example"))))
			.isEqualTo(new Refused(ExternalSignIn.UNAVAILABLE));
		assertThat(this.auth.accounts.findByIdentifier(EMAIL)).isEmpty();
		Account account = exchange(admitted(choosy.signIn(VOUCHED))).tokens().account().account();
		assertThat(account.roles()).containsExactly("STAFF", "USER");
		assertThat(asked.get())
			.isEqualTo(new RegistrationRequest(RegistrationWay.EXTERNAL, EmailAddress.of(EMAIL), true, "Ada",
					"Lovelace", "en-GB", KEY.provider(), Map.of("hd", "example.com"), new TreeSet<>(List.of("USER"))));
		assertThatIllegalArgumentException().isThrownBy(() -> RegistrationDecision.reject("Not <this>"));
	}

	@Test
	void accountsThatAreMadeElsewhereCloseTheRegistration() { // decision 17
		ExternalSignIn walk = signIn(RegistrationPolicy.of(RegistrationMode.OPEN),
				AccountLookup.over(this.auth.accounts, this.auth.subjects),
				new OtherStore(this.auth.register("other@example.com"), this.auth.accounts));
		assertThat(walk.signIn(VOUCHED)).isEqualTo(new Refused("registration_closed"));
	}

	@Test
	void concurrentFirstLoginsOfOnePersonMakeOneAccount() {
		for (ExternalIdentity identity : List.of(VOUCHED, ExternalIdentity.of("github", "7"))) {
			List<Admitted> all = TestRace.of(10, () -> admitted(this.signIn.signIn(identity)));
			assertThat(new HashSet<>(all.stream().map((one) -> exchange(one).tokens().account().id()).toList()))
				.hasSize(1);
		}
		assertThat(this.auth.events.of(AccountRegistered.class)).hasSize(2);
		assertThat(this.auth.events.of(ExternalIdentityLinked.class)).hasSize(2);
	}

	@Test
	void storeThatNeverInsertsEndsTheWalk() {
		AccountStore stubborn = new OtherStore(this.auth.register("other@example.com"), this.auth.accounts) {
			@Override
			public boolean insertIfAbsent(Account account) {
				return false;
			}
		};
		assertThat(signIn(RegistrationPolicy.of(RegistrationMode.OPEN),
				AccountLookup.over(this.auth.accounts, this.auth.subjects), stubborn)
			.signIn(VOUCHED)).isEqualTo(new Refused(ExternalSignIn.REFUSED));
	}

	@Test
	void namesFromOutsideAreCleanedAndCut() {
		ExternalIdentity identity = ExternalIdentity.of("p", "s").withName(" A\u202eda\r\n ", "x".repeat(300));
		assertThat(identity.firstName()).isEqualTo("Ada");
		assertThat(identity.lastName()).hasSize(100);
		assertThat(identity.withName("\u0000", null).firstName()).isNull();
		for (String bad : new String[] { "", " ", "x".repeat(256), "caf\u00e9", "a\nb" }) {
			assertThatIllegalArgumentException().isThrownBy(() -> ExternalIdentity.of("p", bad));
			assertThatIllegalArgumentException().isThrownBy(() -> ExternalIdentity.of(bad, "s"));
		}
		assertThatIllegalArgumentException().isThrownBy(() -> identity.withEmail(null, true));
	}

	private ExternalSignIn signIn(RegistrationPolicy policy) {
		return signIn(policy, AccountLookup.over(this.auth.accounts, this.auth.subjects), this.auth.accounts);
	}

	private ExternalSignIn signIn(RegistrationPolicy policy, AccountLookup lookup, AccountStore store) {
		UnprovenAccounts unproven = new UnprovenAccounts(store, this.auth.subjects, this.auth.details,
				this.auth.remains);
		ExternalRegistration registration = new ExternalRegistration(store, this.auth.subjects, this.auth.identities,
				this.auth.details, unproven, this.auth.events, this.auth.transactions, RandomBytes.secure(),
				this.auth.clock);
		return new ExternalSignIn(this.auth.identities, lookup, LoginPolicy.activeAccounts(true), policy, registration,
				this.auth.exchange, List.of("USER"));
	}

	private static Admitted admitted(ExternalSignInOutcome outcome) {
		assertThat(outcome).isInstanceOf(Admitted.class);
		return (Admitted) outcome;
	}

	private ExchangedSession exchange(Admitted admitted) {
		this.auth.clock.advance(Duration.ofSeconds(1));
		return this.auth.exchange
			.exchange(new ExchangeAttempt(admitted.exchangeToken(), admitted.browser(), TestDevices.laptop(), null));
	}

	/** Accounts that are made elsewhere; whatever is asked for, it is the same one. */
	private static class OtherStore implements AccountStore {

		private final Account only;

		private final AccountStore others;

		OtherStore(Account only, AccountStore others) {
			this.only = only;
			this.others = others;
		}

		@Override
		public Optional<Account> findByIdentifier(String identifier) {
			return Optional.of(this.only);
		}

		@Override
		public Optional<Account> findByKey(String key) {
			return this.others.findByKey(key);
		}

		@Override
		public boolean insertIfAbsent(Account account) {
			throw new UnsupportedOperationException("accounts are made elsewhere");
		}

		@Override
		public boolean replacePasswordHash(String key, Secret expected, Secret replacement) {
			return false;
		}

	}

}
