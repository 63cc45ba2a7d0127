package io.github.jwtauth.mfa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.protection.FactorBudget;
import io.github.jwtauth.protection.LoginFailureStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * How often the factor of an account is compared (R-69, I9).
 */
class FactorGuessesTests {

	private static final String EMAIL = "ada@example.com";

	private final TestJwtAuth core = TestJwtAuth.create();

	private final AccountId id = this.core.idOf(this.core.register(EMAIL));

	private final AtomicInteger comparisons = new AtomicInteger();

	private final TestMfa mfa = new TestMfa(this.core, MfaSettings.defaults(), counting(this.core.mfaStore));

	private final TestMfa.App app = this.mfa.activate(this.id);

	/** The code of the activation is used up. */
	@BeforeEach
	void waitForTheNextCode() {
		this.core.clock.advance(Duration.ofSeconds(30));
	}

	@Test
	void ofManyWrongAnswersAtOnceTenAreCompared() { // R-69, I9
		this.comparisons.set(0);
		FactorResponse wrong = wrong();
		List<String> outcomes = TestRace.of(50, () -> judge(wrong));
		assertThat(this.comparisons).hasValue(10);
		assertThat(outcomes).filteredOn("INVALID_CODE"::equals).hasSize(10);
		assertThat(outcomes).filteredOn("TOO_MANY_ATTEMPTS PT15M"::equals).hasSize(40);
		assertThat(blocked()).isEqualTo(1);
	}

	@Test
	void aFloodOfRefusalsIsNoFloodOfEvents() {
		fail(10);
		for (int i = 0; i < 20; i++) {
			assertThat(judge(wrong())).startsWith("TOO_MANY_ATTEMPTS");
		}
		assertThat(blocked()).isEqualTo(1);
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> this.mfa.guesses.judge(this.id, wrong(), TestDevices.laptopElsewhere(), this::consumed));
		assertThat(blocked()).isEqualTo(2);
		this.core.clock.advance(Duration.ofMinutes(1));
		judge(wrong());
		assertThat(blocked()).isEqualTo(3);
	}

	@Test
	void whatHasFollowedIsToldThoughTheCountCannotBeForgotten() {
		LoginFailureStore away = (LoginFailureStore) Proxy.newProxyInstance(LoginFailureStore.class.getClassLoader(),
				new Class<?>[] { LoginFailureStore.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("remove")) {
						throw new IllegalStateException("the database is away");
					}
					return method.invoke(this.core.loginFailures, arguments);
				});
		FactorGuesses here = new FactorGuesses(new FactorBudget(away, TestSecrets.keys(), this.core.clock),
				this.mfa.factors, this.core.events, this.core.clock);
		assertThat(here.judge(this.id, right(), TestDevices.laptop(), this::consumed)).isEqualTo("right");
	}

	@Test
	void rightAnswerWaitsWithTheOthersAndIsNotCompared() {
		fail(10);
		this.comparisons.set(0);
		this.core.clock.advance(Duration.ofMinutes(14));
		assertThat(judge(right())).isEqualTo("TOO_MANY_ATTEMPTS PT1M");
		assertThat(judge(recovery(0))).isEqualTo("TOO_MANY_ATTEMPTS PT1M");
		assertThat(this.comparisons).hasValue(0);
		this.core.clock.advance(Duration.ofMinutes(1));
		assertThat(judge(right())).isEqualTo("right");
	}

	@Test
	void pauseDoublesUpToADay() {
		fail(10);
		Duration pause = Duration.ofMinutes(15);
		for (int i = 0; i < 9; i++) {
			assertThat(judge(wrong())).isEqualTo("TOO_MANY_ATTEMPTS " + pause);
			this.core.clock.advance(pause);
			assertThat(judge(wrong())).isEqualTo("INVALID_CODE");
			pause = (i < 6) ? pause.multipliedBy(2) : Duration.ofDays(1);
		}
		assertThat(judge(right())).isEqualTo("TOO_MANY_ATTEMPTS PT24H");
	}

	@Test
	void rightAnswerBeginsAnew() {
		fail(9);
		assertThat(judge(right())).isEqualTo("right");
		fail(9);
		assertThat(judge(recovery(0))).isEqualTo("right");
	}

	@Test
	void guessesOfAQuarterOfAnHourAgoAreForgotten() {
		fail(9);
		this.core.clock.advance(Duration.ofMinutes(15));
		fail(9);
		assertThat(judge(right())).isEqualTo("right");
	}

	@Test
	void appAndRecoveryCodesShareOneBudget() {
		for (int i = 0; i < 5; i++) {
			assertThat(judge(wrong())).isEqualTo("INVALID_CODE");
			assertThat(judge(new FactorResponse.RecoveryCode(Secret.of("AAAA-AAAA-AAAA-AAAA"))))
				.isEqualTo("INVALID_CODE");
		}
		assertThat(judge(right())).isEqualTo("TOO_MANY_ATTEMPTS PT15M");
	}

	@Test
	void budgetBelongsToOneAccount() {
		fail(10);
		AccountId other = this.core.idOf(this.core.register("grace@example.com"));
		TestMfa.App hers = this.mfa.activate(other);
		FactorResponse code = new FactorResponse.RecoveryCode(hers.recoveryCodes().get(0));
		assertThat(this.mfa.guesses.judge(other, code, TestDevices.laptop(), this::consumed)).isEqualTo("right");
	}

	@Test
	void whatFailsForAnotherReasonIsNoGuess() {
		for (int i = 0; i < 20; i++) {
			assertThatIllegalStateException()
				.isThrownBy(() -> this.mfa.guesses.judge(this.id, right(), TestDevices.laptop(), (match) -> {
					throw new IllegalStateException("the database is away");
				}));
		}
		assertThat(judge(right())).isEqualTo("right");
	}

	@Test
	void rightCodeThatSomebodyElseUsedUpFirstIsWrong() {
		FactorResponse right = right();
		List<String> outcomes = TestRace.of(10, () -> judge(right));
		assertThat(outcomes).containsOnlyOnce("right");
	}

	@Test
	void unlockForgivesAndAResetOfThePasswordDoesNot() {
		fail(10);
		this.core.passwordReset.request(EmailAddress.of(EMAIL));
		this.core.passwordReset.confirm(this.core.notices.lastToken(NoticeKind.RESET_PASSWORD),
				RawPassword.ofNew(Secret.of("another horse, another battery"), "new_password"), TestDevices.laptop());
		assertThat(judge(right())).isEqualTo("TOO_MANY_ATTEMPTS PT15M");
		assertThat(this.mfa.factors.state(this.id).isEnabled()).isTrue();
		this.core.unlock.unlock(this.id);
		assertThat(judge(right())).isEqualTo("right");
	}

	private long blocked() {
		return this.core.events.of(MfaFailed.class).stream().filter(MfaFailed::blocked).count();
	}

	private void fail(int times) {
		for (int i = 0; i < times; i++) {
			assertThat(judge(wrong())).isEqualTo("INVALID_CODE");
		}
	}

	private String judge(FactorResponse response) {
		try {
			return this.mfa.guesses.judge(this.id, response, TestDevices.laptop(), this::consumed);
		}
		catch (AuthException ex) {
			return (ex.retryAfter() != null) ? ex.code() + " " + ex.retryAfter() : ex.code().toString();
		}
	}

	private Optional<String> consumed(FactorMatch match) {
		return this.core.transactions.alone(() -> match.consume() ? Optional.of("right") : Optional.empty());
	}

	private FactorResponse right() {
		return new FactorResponse.TotpCode(this.mfa.codeOf(this.app.setup(), 0));
	}

	private FactorResponse wrong() {
		return new FactorResponse.TotpCode(this.mfa.wrongCode(this.app.setup()));
	}

	private FactorResponse recovery(int number) {
		return new FactorResponse.RecoveryCode(this.app.recoveryCodes().get(number));
	}

	/** A comparison begins with a look at what is stored. */
	private MfaStore counting(MfaStore store) {
		return (MfaStore) Proxy.newProxyInstance(MfaStore.class.getClassLoader(), new Class<?>[] { MfaStore.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("findTotp")) {
						this.comparisons.incrementAndGet();
					}
					try {
						return method.invoke(store, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

}
