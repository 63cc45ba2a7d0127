package io.github.jwtauth.login;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.protection.AccountLocked;
import io.github.jwtauth.protection.AccountUnlocked;
import io.github.jwtauth.protection.LockoutMode;
import io.github.jwtauth.protection.LockoutSettings;
import io.github.jwtauth.protection.LoginBlocked;
import io.github.jwtauth.protection.LoginFailures;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What too many wrong passwords lead to, and for whom (R-11, R-15, R-19, R-25 to R-28,
 * X-40, I9).
 */
class LockoutTests {

	private static final String EMAIL = "ada@example.com";

	private static final String WRONG = "wrong horse battery staple";

	private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

	private final TestJwtAuth soft = TestJwtAuth.create();

	private final TestJwtAuth hard = TestJwtAuth.with(LockoutSettings.defaults().in(LockoutMode.HARD));

	@Test
	void pauseGrowsAndIsToldAndTheRightPasswordWaitsToo() {
		AccountId id = register(this.soft);
		fail(this.soft, EMAIL, 5);
		int pause = 30;
		for (int step = 0; step < 12; step++) {
			Duration told = Duration.ofSeconds(Math.min(pause, HALF_AN_HOUR.toSeconds()));
			assertThat(refusal(this.soft, EMAIL, TestJwtAuth.PASSWORD)).isEqualTo("too_many_attempts " + told);
			assertThat(this.soft.unlock.blockedUntil(id)).contains(now(this.soft).plus(told));
			this.soft.clock.advance(told.minusMillis(1));
			assertThat(refusal(this.soft, EMAIL, WRONG)).isEqualTo("too_many_attempts PT1S");
			this.soft.clock.advance(Duration.ofMillis(1));
			assertThat(refusal(this.soft, EMAIL, WRONG)).isEqualTo("invalid_credentials null");
			pause *= 2;
		}
		assertThat(this.soft.encoder.comparisons()).isEqualTo(17);
		this.soft.clock.advance(HALF_AN_HOUR);
		assertThat(this.soft.login(EMAIL)).isNotNull();
		assertThat(this.soft.loginFailures.size()).as("only that of the warning").isOne();
	}

	@Test
	void afterAHundredFailuresOnlyAResetHelps() { // R-26, NIST
		AccountId id = register(this.soft);
		for (int i = 0; i < 100; i++) {
			assertThat(refusal(this.soft, EMAIL, WRONG)).isEqualTo("invalid_credentials null");
			this.soft.clock.advance(HALF_AN_HOUR);
		}
		this.soft.clock.advance(Duration.ofDays(300));
		assertThat(refusal(this.soft, EMAIL, TestJwtAuth.PASSWORD)).isEqualTo("too_many_attempts " + HALF_AN_HOUR);
		assertThat(this.soft.unlock.blockedUntil(id)).contains(LoginFailures.FOR_GOOD);
		assertThat(this.soft.events.of(AccountLocked.class)).last()
			.returns(LoginFailures.FOR_GOOD, AccountLocked::until);
		reset(this.soft, "another horse, another battery");
		assertThat(this.soft.login.login(TestJwtAuth.attempt(EMAIL, "another horse, another battery"))).isNotNull();
		assertThat(this.soft.events.of(AccountUnlocked.class)).singleElement()
			.returns(AccountUnlocked.Way.PASSWORD_RESET, AccountUnlocked::way);
	}

	@Test
	void failuresFarApartDoNotAddUp() {
		register(this.soft);
		for (int i = 0; i < 5; i++) {
			fail(this.soft, EMAIL, 4);
			this.soft.clock.advance(Duration.ofMinutes(5));
		}
		assertThat(this.soft.login(EMAIL)).isNotNull();
	}

	@Test
	void hardLockIsToldToNobodyAndEndsByTime() {
		AccountId id = register(this.hard);
		fail(this.hard, EMAIL, 5);
		assertThat(this.hard.encoder.comparisons()).isEqualTo(5);
		assertThat(refusal(this.hard, EMAIL, TestJwtAuth.PASSWORD)).isEqualTo("invalid_credentials null");
		assertThat(refusal(this.hard, EMAIL, WRONG)).isEqualTo("invalid_credentials null");
		assertThat(this.hard.encoder.comparisons()).as("as much work, against nobody's hash").isEqualTo(7);
		this.hard.clock.advance(HALF_AN_HOUR.minusMillis(1));
		assertThat(refusal(this.hard, EMAIL, TestJwtAuth.PASSWORD)).isEqualTo("invalid_credentials null");
		assertThat(this.hard.events.of(LoginBlocked.class)).as("one a minute")
			.hasSize(2)
			.extracting(LoginBlocked::accountId)
			.containsOnly(id);
		this.hard.clock.advance(Duration.ofMillis(1));
		assertThat(this.hard.login(EMAIL)).isNotNull();
	}

	@Test
	void addressAndUsernameShareTheHardBudget() {
		this.hard.accounts.save(this.hard.register(EMAIL).withUsername("ada.l"));
		fail(this.hard, EMAIL, 3);
		fail(this.hard, "Ada.L", 2);
		assertThat(refusal(this.hard, EMAIL, TestJwtAuth.PASSWORD)).isEqualTo("invalid_credentials null");
	}

	@Test
	void spellingsOfOneIdentifierShareABudget() {
		register(this.soft);
		List<String> spellings = List.of(EMAIL, " Ada@Example.com ", "ADA@EXAMPLE.COM", "ada@example.com\t",
				"\uff41da@example.com");
		spellings.forEach((spelling) -> fail(this.soft, spelling.replace("\t", ""), 1));
		assertThat(refusal(this.soft, "aDa@example.com", TestJwtAuth.PASSWORD)).startsWith("too_many_attempts");
		assertThat(this.soft.loginFailures.size()).as("with that of the warning").isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource(value = LockoutMode.class, names = { "SOFT", "HARD" })
	void everyStateOfAnAccountIsOneSeriesOfAnswersAtOnePrice(LockoutMode mode) {
		List<List<String>> series = new ArrayList<>();
		for (String who : List.of("nobody", "wrong", "disabled", "disabled-wrong", "locked", "passwordless")) {
			TestJwtAuth core = TestJwtAuth.with(LockoutSettings.defaults().in(mode));
			Account account = core.register(EMAIL);
			if (who.startsWith("disabled")) {
				core.accounts.save(account.withStatus(AccountStatus.DISABLED));
			}
			else if (who.equals("locked")) {
				core.accounts.save(account.withStatus(AccountStatus.LOCKED));
			}
			else if (who.equals("passwordless")) {
				core.accounts.save(account.withPasswordHash(null));
			}
			String identifier = who.equals("nobody") ? "nobody@example.com" : EMAIL;
			String password = who.endsWith("wrong") ? WRONG : TestJwtAuth.PASSWORD;
			series.add(IntStream.range(0, 9).mapToObj((number) -> {
				int before = core.encoder.comparisons();
				core.clock.advance(Duration.ofSeconds(7));
				String answer = refusal(core, identifier, password);
				return answer + ", " + (core.encoder.comparisons() - before) + " compared, " + core.notices.work()
						+ " mails of work";
			}).toList());
		}
		assertThat(series).allMatch(series.get(0)::equals);
		assertThat(series.get(0)).last().asString().startsWith((mode == LockoutMode.SOFT) ? "too" : "invalid");
	}

	@Test
	void ownersDeviceIsNotLockedOutByStrangers() {
		register(this.soft);
		Secret device = deviceOf(this.soft);
		fail(this.soft, EMAIL, 5);
		assertThat(refusal(this.soft, EMAIL, TestJwtAuth.PASSWORD)).startsWith("too_many_attempts");
		assertThat(this.soft.login.login(onDevice(TestJwtAuth.PASSWORD, device))).isNotNull();
		assertThat(refusal(this.soft, EMAIL, TestJwtAuth.PASSWORD)).as("of strangers nothing is forgiven")
			.startsWith("too_many_attempts");
	}

	@Test
	void stolenDeviceTokenBuysFiveGuessesAndNoMore() {
		register(this.soft);
		Secret device = deviceOf(this.soft);
		for (int i = 0; i < 5; i++) {
			assertThat(refusal(this.soft, onDevice(WRONG, device))).isEqualTo("invalid_credentials null");
		}
		assertThat(refusal(this.soft, onDevice(TestJwtAuth.PASSWORD, device))).startsWith("too_many_attempts");
		assertThat(this.soft.events.of(AccountLocked.class)).singleElement()
			.returns(AccountLocked.Scope.DEVICE, AccountLocked::scope);
		assertThat(this.soft.login(EMAIL)).as("without the token").isNotNull();
	}

	@Test
	void inventedAndForeignDeviceTokensAreStrangers() {
		register(this.soft);
		this.soft.register("eve@example.com");
		TokenPair eves = this.soft.login("eve@example.com");
		Secret foreign = this.soft.deviceTokens.issue(eves.account().subject());
		Subject own = this.soft.lookup.byIdentifier(EMAIL).orElseThrow().subject();
		Secret outdated = this.soft.deviceTokens
			.issue(new Subject(own.id(), own.accountKey(), own.credentialVersion() + 1));
		fail(this.soft, EMAIL, 5);
		for (Secret token : List.of(foreign, outdated, Secret.of("jdt_invented"))) {
			assertThat(refusal(this.soft, onDevice(TestJwtAuth.PASSWORD, token))).startsWith("too_many_attempts");
		}
	}

	@ParameterizedTest
	@EnumSource(value = LockoutMode.class, names = { "SOFT", "HARD" })
	void fiftyGuessesAtOnceAreFive(LockoutMode mode) { // R-25, I9
		TestJwtAuth core = TestJwtAuth.with(LockoutSettings.defaults().in(mode));
		register(core);
		TestRace.of(50, () -> refusal(core, EMAIL, WRONG));
		assertThat(core.events.of(LoginFailed.class)).hasSize(5);
		assertThat(core.events.of(LoginBlocked.class)).as("a flood is told once").hasSize(1);
		assertThat(core.encoder.comparisons()).isEqualTo((mode == LockoutMode.SOFT) ? 5 : 50);
		assertThat(core.events.of(AccountLocked.class)).hasSize(1);
		assertThat(core.events.outside()).as("a transaction may be tried again")
			.hasAtLeastOneElementOfType(AccountLocked.class);
	}

	@Test
	void whatNobodyDecidedIsNoGuess() {
		register(this.soft);
		PasswordLogin down = this.soft.loginThrough((identifier, password) -> {
			throw AuthException.unavailable(new IllegalStateException("the directory is down"));
		});
		for (int i = 0; i < 20; i++) {
			assertThatExceptionOfType(AuthException.class)
				.isThrownBy(() -> down.login(TestJwtAuth.attempt(EMAIL, WRONG)))
				.returns(AuthErrorCode.UNAVAILABLE, AuthException::code);
		}
		fail(this.soft, EMAIL, 4);
		assertThat(this.soft.login(EMAIL)).isNotNull();
	}

	@Test
	void rightPasswordOfAnUnprovenAddressIsNoGuess() {
		Account account = this.soft.register(EMAIL);
		this.soft.accounts.save(account.withEmail(account.email(), false));
		for (int i = 0; i < 9; i++) {
			assertThat(refusal(this.soft, EMAIL, TestJwtAuth.PASSWORD)).isEqualTo("email_not_verified null");
		}
	}

	@ParameterizedTest
	@EnumSource(value = LockoutMode.class, names = { "SOFT", "HARD" })
	void everyWayThroughAPasswordIsClosedWithIt(LockoutMode mode) {
		for (String way : List.of("change", "reauthenticate")) {
			TestJwtAuth core = TestJwtAuth.with(LockoutSettings.defaults().in(mode));
			AccountId id = register(core);
			TokenPair session = core.login(EMAIL);
			Optional<Instant> free = core.unlock.blockedUntil(id);
			for (int i = 0; i < 5; i++) {
				assertThat(inSession(core, way, session, WRONG)).startsWith("invalid_credentials");
			}
			assertThat(free).isEmpty();
			String locked = inSession(core, way, session, TestJwtAuth.PASSWORD);
			assertThat(locked)
				.isEqualTo((mode == LockoutMode.SOFT) ? "too_many_attempts PT30S" : "invalid_credentials null");
			assertThat(refusal(core, EMAIL, TestJwtAuth.PASSWORD)).as("a failure there is a failed login")
				.isEqualTo(locked);
			core.unlock.unlock(id);
			assertThat(inSession(core, way, session, TestJwtAuth.PASSWORD)).isEqualTo("right");
			assertThat(core.events.of(AccountUnlocked.class)).singleElement()
				.returns(AccountUnlocked.Way.ADMINISTRATOR, AccountUnlocked::way);
		}
	}

	@ParameterizedTest
	@EnumSource(value = LockoutMode.class, names = { "SOFT", "HARD" })
	void strangerDoesNotBlockTheOwnersSession(LockoutMode mode) {
		TestJwtAuth core = TestJwtAuth.with(LockoutSettings.defaults().in(mode));
		register(core);
		TokenPair session = core.login(EMAIL);
		fail(core, EMAIL, 5);
		assertThat(inSession(core, "reauthenticate", session, TestJwtAuth.PASSWORD)).isEqualTo("right");
		assertThat(refusal(core, EMAIL, TestJwtAuth.PASSWORD)).isNotEqualTo("right");
	}

	@Test
	void resetWorksForWhoIsLockedOut() {
		register(this.hard);
		fail(this.hard, EMAIL, 5);
		reset(this.hard, "another horse, another battery");
		assertThat(this.hard.login.login(TestJwtAuth.attempt(EMAIL, "another horse, another battery"))).isNotNull();
	}

	@Test
	void ownerIsWarnedOnceADay() {
		AccountId id = register(this.soft);
		fail(this.soft, EMAIL, 5);
		assertThat(this.soft.notices.last(NoticeKind.ACCOUNT_LOCKED)).returns(id, (notice) -> notice.accountId())
			.satisfies((notice) -> assertThat(notice.facts()).containsEntry("ip_address", "203.0.113.7"));
		for (int hour = 0; hour < 23; hour++) {
			this.soft.clock.advance(Duration.ofHours(1));
			fail(this.soft, EMAIL, 1);
			this.soft.unlock.unlock(id);
			fail(this.soft, EMAIL, 5);
		}
		assertThat(this.soft.events.of(AccountLocked.class)).hasSize(24);
		assertThat(this.soft.notices.all(NoticeKind.ACCOUNT_LOCKED)).hasSize(1);
		this.soft.clock.advance(Duration.ofHours(2));
		this.soft.unlock.unlock(id);
		fail(this.soft, EMAIL, 5);
		assertThat(this.soft.notices.all(NoticeKind.ACCOUNT_LOCKED)).hasSize(2);
	}

	@Test
	void erasedAccountLeavesNoCountsOfItsDevicesAndSessions() {
		AccountId id = register(this.hard);
		fail(this.hard, EMAIL, 1);
		refusal(this.hard, onDevice(WRONG, deviceOf(this.hard)));
		this.hard.transactions.alone(() -> {
			this.hard.remains.erase(id);
			return true;
		});
		assertThat(this.hard.loginFailures.size()).isZero();
	}

	@Test
	void nobodyGuessesInsideATransaction() {
		register(this.soft);
		assertThatIllegalStateException().isThrownBy(() -> this.soft.transactions.join(() -> this.soft.login(EMAIL)));
	}

	@Test
	void nothingIsCountedWhereNothingShallBe() {
		TestJwtAuth off = TestJwtAuth.with(LockoutSettings.defaults().in(LockoutMode.OFF));
		AccountId id = register(off);
		fail(off, EMAIL, 20);
		assertThat(off.login(EMAIL)).isNotNull();
		assertThat(off.loginFailures.size()).isZero();
		assertThat(off.unlock.blockedUntil(id)).isEmpty();
	}

	private static AccountId register(TestJwtAuth core) {
		return core.idOf(core.register(EMAIL));
	}

	private static Instant now(TestJwtAuth core) {
		return core.clock.instant();
	}

	private static void fail(TestJwtAuth core, String identifier, int times) {
		Stream.generate(() -> refusal(core, identifier, WRONG))
			.limit(times)
			.forEach((answer) -> assertThat(answer).isEqualTo("invalid_credentials null"));
	}

	private static Secret deviceOf(TestJwtAuth core) {
		return core.deviceTokens.issue(core.lookup.byIdentifier(EMAIL).orElseThrow().subject());
	}

	private static LoginAttempt onDevice(String password, Secret device) {
		return new LoginAttempt(EMAIL, password(password), TestDevices.laptop(), false, null, device);
	}

	private static String refusal(TestJwtAuth core, String identifier, String password) {
		return refusal(core, TestJwtAuth.attempt(identifier, password));
	}

	private static String refusal(TestJwtAuth core, LoginAttempt attempt) {
		return answer(() -> core.login.login(attempt));
	}

	private static String inSession(TestJwtAuth core, String way, TokenPair session, String password) {
		AccountId id = session.account().id();
		return answer(() -> {
			if (way.equals("change")) {
				core.passwordChange.change(new PasswordChangeAttempt(id, session.session().id(), password(password),
						password("another horse, another battery"), TestDevices.laptop()));
			}
			else {
				core.reauthentication.renew(new ReauthenticationAttempt(id, session.session().id(), password(password),
						null, TestDevices.laptop()));
			}
		});
	}

	private static String answer(Runnable way) {
		try {
			way.run();
			return "right";
		}
		catch (AuthException ex) {
			return ex.code().code() + " " + ex.retryAfter();
		}
	}

	private static void reset(TestJwtAuth core, String chosen) {
		core.passwordReset.request(core.accounts.findByIdentifier(EMAIL).orElseThrow().email());
		core.passwordReset.confirm(core.notices.lastToken(NoticeKind.RESET_PASSWORD),
				RawPassword.ofNew(Secret.of(chosen), "new_password"), TestDevices.laptop());
	}

	private static RawPassword password(String text) {
		return RawPassword.of(Secret.of(text), "password");
	}

}
