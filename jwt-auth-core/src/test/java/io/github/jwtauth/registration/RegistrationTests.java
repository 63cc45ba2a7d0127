package io.github.jwtauth.registration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.InvalidInputException.Fault;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.registration.RegistrationOutcome.LoggedIn;
import io.github.jwtauth.registration.RegistrationOutcome.Registered;
import io.github.jwtauth.registration.RegistrationOutcome.VerificationRequired;
import io.github.jwtauth.registration.TestRegistration.Draft;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.verification.VerificationMode;
import io.github.jwtauth.verification.VerificationSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RegistrationTests {

	private static final String EMAIL = "ada@example.com";

	private static final EmailAddress ADDRESS = EmailAddress.of(EMAIL);

	private static final VerificationSettings EXCHANGE = new VerificationSettings(VerificationMode.MANDATORY,
			Duration.ofHours(24), true);

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final TestRegistration house = new TestRegistration(this.auth, VerificationSettings.defaults());

	@Test
	void newAddressGetsAnAccountThatIsGoodForNothingUntilItsOwnerProvesIt() {
		RegistrationForm form = new Draft().firstName(" Ada ")
			.username("Ada_L")
			.extra(Map.of("phone", "1"))
			.locale("de-AT")
			.form();
		assertThat(register(form)).isEqualTo(new VerificationRequired(ADDRESS, null));
		Account account = account();
		assertThat(account.emailVerified()).isFalse();
		assertThat(account.firstName()).isEqualTo("Ada");
		assertThat(account.username()).isEqualTo("Ada_L");
		assertThat(account.roles()).containsExactly("USER");
		AccountId id = this.auth.idOf(account);
		assertThat(this.auth.details.find(id)).isEqualTo(new AccountDetails(this.auth.clock.instant(), null,
				this.auth.clock.instant(), "de-AT", null, null, null, Map.of("phone", "1")));
		assertThat(this.auth.events.of(AccountRegistered.class)).singleElement()
			.returns(id, AccountRegistered::accountId)
			.returns(RegistrationWay.FORM, AccountRegistered::way);
		assertThat(this.auth.liveSessions(id)).isZero();
		assertThat(refusalOf(() -> this.auth.login(EMAIL))).isEqualTo(AuthErrorCode.EMAIL_NOT_VERIFIED);
		AccountNotice notice = this.auth.notices.last(NoticeKind.VERIFY_EMAIL);
		assertThat(notice.recipient()).isEqualTo(ADDRESS);
		assertThat(notice.locale()).isEqualTo("de-AT");
		assertThat(notice.facts()).containsEntry("first_name", "Ada");
		assertThat(notice.expiresAt()).isEqualTo(this.auth.clock.instant().plus(Duration.ofHours(24)));
		assertThat(notice.code()).isNotNull();
	}

	@Test
	void theAnswerAndTheWorkAreTheSameWhoeverHasTheAddress() {
		for (Optional<AccountStatus> state : List.of(Optional.<AccountStatus>empty(), Optional.of(AccountStatus.ACTIVE),
				Optional.of(AccountStatus.LOCKED), Optional.of(AccountStatus.DISABLED))) {
			for (boolean verified : new boolean[] { true, false }) {
				TestJwtAuth here = TestJwtAuth.create();
				TestRegistration rooms = new TestRegistration(here, EXCHANGE);
				state.ifPresent((status) -> {
					Account holder = here.register(EMAIL);
					here.accounts.save(holder.withEmail(holder.email(), verified).withStatus(status));
				});
				RegistrationOutcome outcome = rooms.registration.register(new Draft().form());
				assertThat(outcome).isInstanceOfSatisfying(VerificationRequired.class, (required) -> {
					assertThat(required.email().value()).isEqualTo(EMAIL);
					assertThat(required.browser()).isNotNull();
				});
				assertThat(here.encoder.encodings()).as("hashes").isEqualTo(2);
				assertThat(here.notices.work()).as("notices").isEqualTo(1);
				assertThat(rooms.drawn.get()).as("bytes").isEqualTo(32 + 32 + 8);
			}
		}
	}

	@Test
	void supersedingDoesTheSameWorkAsAFirstRegistration() {
		register(new Draft().form());
		int drawn = this.house.drawn.get();
		int hashes = this.auth.encoder.encodings();
		this.auth.notices.clear();
		register(new Draft().form());
		assertThat(this.house.drawn.get()).isEqualTo(2 * drawn);
		assertThat(this.auth.encoder.encodings()).isEqualTo(hashes + 1);
		assertThat(this.auth.notices.work()).isEqualTo(1);
	}

	@Test
	void unprovenAccountStaysWhereTheMailOfTheNextWouldNotArrive() {
		register(new Draft().form());
		Account first = account();
		Secret delivered = this.auth.notices.lastToken(NoticeKind.VERIFY_EMAIL);
		int drawn = this.house.drawn.get();
		this.auth.notices.leaveNoRoom();
		this.auth.notices.clear();
		assertThat(register(new Draft().password("attacker's password").form()))
			.isEqualTo(new VerificationRequired(ADDRESS, null));
		assertThat(this.house.drawn.get()).isEqualTo(2 * drawn);
		assertThat(this.auth.notices.work()).isEqualTo(1);
		assertThat(account()).isEqualTo(first);
		this.house.verification.verify(delivered, null);
		assertThat(this.auth.login(EMAIL)).isNotNull();
	}

	@Test
	void ownerOfAProvenAddressIsToldAndNothingElseHappens() {
		Account owner = this.auth.register("Ada@EXAMPLE.com");
		this.auth.details.savePreferences(this.auth.idOf(owner), "fr", null, Map.of());
		assertThat(register(new Draft().password("another password of mine").form()))
			.isEqualTo(new VerificationRequired(ADDRESS, null));
		assertThat(this.auth.accounts.findByIdentifier(EMAIL)).contains(owner);
		assertThat(this.auth.oneTimeTokens.size()).isZero();
		assertThat(this.auth.events.of(AccountRegistered.class)).isEmpty();
		AccountNotice notice = this.auth.notices.last(NoticeKind.ADDRESS_REGISTERED_ALREADY);
		assertThat(notice.recipient().value()).isEqualTo("Ada@EXAMPLE.com");
		assertThat(notice.locale()).isEqualTo("fr");
		assertThat(notice.token()).isNull();
	}

	@Test
	void secondRegistrationOfAnUnprovenAddressWinsEverything() {
		register(new Draft().password("attacker's password").username("attacker").extra(Map.of("phone", "666")).form());
		Account attackers = account();
		AccountId attacked = this.auth.idOf(attackers);
		this.auth.identities.linkIfAbsent(new ExternalIdentityKey("p", "666"), attacked, this.auth.clock.instant());
		Secret link = this.auth.notices.lastToken(NoticeKind.VERIFY_EMAIL);
		register(new Draft().username("attacker").form());
		AccountId id = this.auth.idOf(account());
		assertThat(id).isNotEqualTo(attacked);
		assertThat(this.auth.accounts.findByKey(attackers.key())).isEmpty();
		assertThat(this.auth.details.find(attacked)).isEqualTo(AccountDetails.NONE);
		assertThat(this.auth.details.find(id).extra()).isEmpty();
		assertThat(this.auth.identities.findAccount(new ExternalIdentityKey("p", "666"))).isEmpty();
		assertThat(refusalOf(() -> this.house.verification.verify(link, null)))
			.isEqualTo(AuthErrorCode.INVALID_ONE_TIME_TOKEN);
		assertThat(wrongPassword()).isEqualTo(AuthErrorCode.INVALID_CREDENTIALS);
		this.house.verification.verify(this.auth.notices.lastToken(NoticeKind.VERIFY_EMAIL), null);
		assertThat(wrongPassword()).isEqualTo(AuthErrorCode.INVALID_CREDENTIALS);
		assertThat(this.auth.login(EMAIL).account().id()).isEqualTo(id);
	}

	@Test
	void accountThatWasInUseOrThatAHostMadeIsNotErasedByAStranger() {
		register(new Draft().form());
		Account used = account();
		this.auth.subjects.claimLogin(this.auth.idOf(used), 0, this.auth.clock.instant());
		register(new Draft().form());
		assertThat(account()).isEqualTo(used);
		assertThat(this.auth.notices.all(NoticeKind.ADDRESS_REGISTERED_ALREADY)).hasSize(1);

		Account made = this.auth.register("made@example.com").withEmail(EmailAddress.of("made@example.com"), false);
		this.auth.accounts.save(made);
		register(TestRegistration.form("made@example.com", "another password of mine"));
		assertThat(this.auth.accounts.findByIdentifier("made@example.com")).contains(made);
	}

	@Test
	void twentyRegistrationsOfOneAddressMakeOneAccount() {
		TestRace.of(20, () -> register(new Draft().password("password of " + Thread.currentThread().getId()).form()));
		assertThat(this.auth.oneTimeTokens.size()).isEqualTo(1);
		this.house.verification.verify(this.auth.notices.lastToken(NoticeKind.VERIFY_EMAIL), null);
		assertThat(account().emailVerified()).isTrue();
	}

	@Test
	void usernameIsToldWhateverTheAddress() { // decision 25
		this.auth.accounts.save(this.auth.register("bob@example.com").withUsername("Bob"));
		this.auth.register(EMAIL);
		for (String email : new String[] { EMAIL, "new@example.com" }) {
			assertThat(refusalOf(() -> register(new Draft().email(email).username("bOB").form())))
				.isEqualTo(AuthErrorCode.USERNAME_TAKEN);
		}
		assertThat(this.auth.notices.work()).isZero();
		assertThat(this.auth.accounts.findByIdentifier("new@example.com")).isEmpty();
	}

	@Test
	void everythingThatIsWrongIsToldAtOnce() {
		RegistrationSettings strict = new RegistrationSettings(new TreeSet<>(Set.of("USER")),
				new Consents("2026-01", "7"), true);
		TestRegistration rooms = new TestRegistration(this.auth, this.auth.accounts, VerificationSettings.defaults(),
				strict, RegistrationPolicy.of(RegistrationMode.OPEN));
		RegistrationForm form = new Draft().email("nobody")
			.password("\u0007")
			.confirm("other")
			.username("a@b")
			.firstName("x".repeat(101))
			.extra(Map.of("roles", "ADMIN"))
			.form();
		InvalidInputException refusal = catchThrowableOfType(InvalidInputException.class,
				() -> rooms.registration.register(form));
		assertThat(refusal.faults()).extracting((fault) -> fault.field() + " " + fault.code())
			.containsExactly("email email_invalid", "username username_invalid", "first_name too_long",
					"password password_unreadable", "password_confirm mismatch", "terms_accepted required",
					"privacy_policy_accepted required", "roles unknown_field");
		assertThat(this.auth.encoder.encodings()).isEqualTo(1);
		rooms.registration.register(new Draft().agreeing().confirm(TestJwtAuth.PASSWORD).form());
		AccountDetails details = this.auth.details.find(this.auth.idOf(account()));
		assertThat(details.terms()).isNotNull();
		assertThat(details.terms().version()).isEqualTo("2026-01");
		assertThat(details.privacyPolicy()).isNotNull();
		assertThat(details.privacyPolicy().acceptedAt()).isEqualTo(this.auth.clock.instant());
	}

	@ParameterizedTest
	@ValueSource(strings = { "m\u0131ke@example.com", "mi\u212ae@example.com", "ada@example.com.",
			"ada@\u200bexample.com", "\"ada\"@example.com", "ada(comment)@example.com", "a@b@example.com",
			"ada@[127.0.0.1]", "ada@example", "a\u0000da@example.com", "\uff41da@example.com", "ada\u00e9@example.com",
			"ada@ex\u0430mple.com\u200d" })
	void addressThatLooksLikeAnotherIsRefused(String email) {
		assertThat(faults(new Draft().email(email).form())).extracting(Fault::code).containsExactly("email_invalid");
		assertThat(faults(new Draft().email("a".repeat(65) + "@example.com").form())).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ADA@example.com", " ada@EXAMPLE.COM ", "Ada@Example.Com" })
	void spellingsOfOneAddressAreOne(String email) {
		Account owner = this.auth.register(EMAIL);
		register(new Draft().email(email).form());
		assertThat(this.auth.accounts.findByIdentifier(email)).contains(owner);
		assertThat(this.auth.notices.last(NoticeKind.ADDRESS_REGISTERED_ALREADY).recipient().value()).isEqualTo(EMAIL);
	}

	@Test
	void nameCannotTurnTheTextAroundIt() {
		assertThat(faults(new Draft().firstName("A\u202eda").form())).extracting(Fault::code)
			.containsExactly("unreadable");
		assertThat(faults(new Draft().firstName("A\nda").form())).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(names = { "INVITATION", "CLOSED" })
	void closedRegistrationSaysSo(RegistrationMode mode) {
		TestRegistration closed = with(RegistrationPolicy.of(mode));
		this.auth.register(EMAIL);
		for (String email : new String[] { EMAIL, "new@example.com" }) {
			assertThatExceptionOfType(RegistrationRefusedException.class)
				.isThrownBy(() -> closed.registration.register(TestRegistration.form(email, "password of mine")))
				.returns("registration_closed", RegistrationRefusedException::reason);
		}
	}

	@Test
	void policyOfTheHostDecides() {
		AtomicReference<RegistrationRequest> asked = new AtomicReference<>();
		RegistrationForm form = new Draft().username("ada").agreeing().extra(Map.of("company", "ACME")).form();
		with((request) -> {
			asked.set(request);
			return RegistrationDecision.acceptWith(List.of("STAFF"));
		}).registration.register(form);
		assertThat(account().roles()).containsExactly("STAFF");
		assertThat(asked.get()).isEqualTo(new RegistrationRequest(RegistrationWay.FORM, ADDRESS, false, null, null,
				null, null, Map.of("company", "ACME"), new TreeSet<>(List.of("USER")), "ada", true, true));
		assertThatExceptionOfType(RegistrationRefusedException.class)
			.isThrownBy(
					() -> with((request) -> RegistrationDecision.reject("not_one_of_us")).registration.register(form))
			.returns("not_one_of_us", RegistrationRefusedException::reason);
		assertThat(refusalOf(() -> with((request) -> RegistrationDecision.unavailable()).registration.register(form)))
			.isEqualTo(AuthErrorCode.UNAVAILABLE);
	}

	@Test
	void withoutAProofThereIsASessionAtOnce() {
		TestJwtAuth open = new TestJwtAuth(SessionSettings.defaults(), LoginPolicy.activeAccounts(false));
		for (VerificationMode mode : List.of(VerificationMode.OPTIONAL, VerificationMode.NONE)) {
			String email = mode + "@example.com";
			TestRegistration rooms = new TestRegistration(open, settings(mode));
			RegistrationOutcome outcome = rooms.registration
				.register(TestRegistration.form(email, TestJwtAuth.PASSWORD));
			assertThat(outcome).isInstanceOfSatisfying(LoggedIn.class, (in) -> {
				assertThat(in.tokens().account().account().email()).isEqualTo(EmailAddress.of(email));
				assertThat(open.liveSessions(in.tokens().account().id())).isEqualTo(1);
				assertThat(in.tokens().session().amr()).containsExactly("pwd");
			});
			assertThat(refusalOf(() -> rooms.registration.register(TestRegistration.form(email, "a password"))))
				.isEqualTo(AuthErrorCode.EMAIL_TAKEN);
		}
		assertThat(open.notices.all(NoticeKind.VERIFY_EMAIL)).hasSize(1);
	}

	@Test
	void withoutAutoLoginThereIsOnlyAnAccount() {
		TestJwtAuth open = new TestJwtAuth(SessionSettings.defaults(), LoginPolicy.activeAccounts(false));
		RegistrationSettings manual = new RegistrationSettings(new TreeSet<>(Set.of("USER")), Consents.NONE, false);
		TestRegistration rooms = new TestRegistration(open, open.accounts, settings(VerificationMode.OPTIONAL), manual,
				RegistrationPolicy.of(RegistrationMode.OPEN));
		assertThat(rooms.registration.register(new Draft().form())).isEqualTo(new Registered(ADDRESS));
		assertThat(open.notices.all(NoticeKind.VERIFY_EMAIL)).hasSize(1);
		open.login(EMAIL);
	}

	@Test
	void hostThatMakesAccountsElsewhereSaysSoForEveryAddress() { // decision 17
		this.auth.register(EMAIL);
		AccountStore elsewhere = new ReadOnly(this.auth.accounts);
		TestRegistration rooms = new TestRegistration(this.auth, elsewhere, VerificationSettings.defaults(),
				RegistrationSettings.of(List.of("USER")), RegistrationPolicy.of(RegistrationMode.OPEN));
		for (String email : new String[] { EMAIL, "new@example.com" }) {
			assertThat(refusalOf(() -> rooms.registration.register(TestRegistration.form(email, "password of mine"))))
				.isEqualTo(AuthErrorCode.NOT_SUPPORTED);
		}
		assertThat(this.auth.notices.work()).isZero();
	}

	private RegistrationOutcome register(RegistrationForm form) {
		return this.house.registration.register(form);
	}

	private TestRegistration with(RegistrationPolicy policy) {
		return new TestRegistration(this.auth, this.auth.accounts, VerificationSettings.defaults(),
				RegistrationSettings.of(List.of("USER")), policy);
	}

	private Account account() {
		return this.auth.accounts.findByIdentifier(EMAIL).orElseThrow();
	}

	private List<Fault> faults(RegistrationForm form) {
		return catchThrowableOfType(InvalidInputException.class, () -> register(form)).faults();
	}

	private AuthErrorCode wrongPassword() {
		return refusalOf(() -> this.auth.login.login(TestJwtAuth.attempt(EMAIL, "attacker's password")));
	}

	private static AuthErrorCode refusalOf(Runnable act) {
		return catchThrowableOfType(AuthException.class, act::run).code();
	}

	private static VerificationSettings settings(VerificationMode mode) {
		return new VerificationSettings(mode, Duration.ofHours(24), false);
	}

	/** Accounts that are made elsewhere. */
	private record ReadOnly(AccountStore others) implements AccountStore {

		@Override
		public Optional<Account> findByIdentifier(String identifier) {
			return this.others.findByIdentifier(identifier);
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
