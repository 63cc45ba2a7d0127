package io.github.jwtauth.login;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.mfa.FactorResponse;
import io.github.jwtauth.mfa.MfaMode;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.mfa.RecoveryCodeUsed;
import io.github.jwtauth.mfa.TestFactors;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.protection.FactorBudget;
import io.github.jwtauth.protection.LockoutMode;
import io.github.jwtauth.protection.LockoutSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Owners are warned of somebody else, and of nothing else. */
class FactorWarningTests {

	private static final String EMAIL = "ada@example.com";

	private Runnable betweenTheTwoLooks = () -> {
	};

	private final TestJwtAuth auth = TestJwtAuth
		.with(new MfaSettings(MfaMode.OPTIONAL, Set.of(), Duration.ofDays(30), "shop"), (account) -> {
			Runnable once = this.betweenTheTwoLooks;
			this.betweenTheTwoLooks = () -> {
			};
			once.run();
			return LoginPolicy.activeAccounts(true).check(account);
		});

	private final AccountId id = this.auth.idOf(this.auth.register(EMAIL));

	private final TestFactors.App app = this.auth.factors.enable(this.id);

	@Test
	void whoSwitchesTheFactorOffHasTheSameBudgetAndTheOwnerIsTold() {
		MfaRequiredException open = asked();
		for (int i = 0; i < FactorBudget.GUESSES; i++) {
			assertThat(deactivation(this.app.wrongCode())).contains(AuthErrorCode.INVALID_CONFIRMATION_CODE);
		}
		assertThat(this.auth.notices.all(NoticeKind.MFA_FAILED)).hasSize(1);
		assertThat(deactivation(this.app.code())).contains(AuthErrorCode.TOO_MANY_ATTEMPTS);
		TestFactorAttempts.assertVoid(this.auth, TestFactorAttempts.of(open, this.app.code()));
	}

	@Test
	void aRecoveryCodeThatSwitchesTheFactorOffIsOneMail() {
		assertThat(deactivation(this.app.recoveryCode(0))).isEmpty();
		assertThat(this.auth.events.of(RecoveryCodeUsed.class)).hasSize(1);
		assertThat(this.auth.notices.all(NoticeKind.RECOVERY_CODE_USED)).isEmpty();
		assertThat(this.auth.notices.all(NoticeKind.MFA_DISABLED)).hasSize(1);
	}

	@Test
	void aDoubleSubmitOfTheRightCodeWarnsNobody() {
		FactorAttempt attempt = TestFactorAttempts.of(asked(), this.app.code());
		this.betweenTheTwoLooks = () -> this.auth.factorLogin.verify(attempt);
		TestFactorAttempts.assertVoid(this.auth, attempt);
		assertThat(this.auth.liveSessions(this.id)).isEqualTo(1);
		assertThat(this.auth.notices.all(NoticeKind.MFA_FAILED)).isEmpty();
	}

	@Test
	void whoeverSubmitsTwiceAtOnceIsNotWarned() {
		for (int round = 0; round < 20; round++) {
			FactorAttempt attempt = TestFactorAttempts.of(asked(), this.app.code());
			List<Optional<AuthErrorCode>> answers = TestRace.of(FactorLogin.TRIES,
					() -> TestFactorAttempts.refusal(this.auth, attempt));
			assertThat(answers).containsOnlyOnce(Optional.empty());
			this.auth.clock.advance(Duration.ofSeconds(30));
		}
		assertThat(this.auth.notices.all(NoticeKind.MFA_FAILED)).isEmpty();
	}

	@Test
	void anErasedAccountLeavesNoWarning() {
		TestJwtAuth off = TestJwtAuth.with(LockoutSettings.defaults().in(LockoutMode.OFF));
		Account account = off.register(EMAIL);
		AccountId owner = off.idOf(account);
		assertThat(off.factorBudget.mayWarn(owner)).isTrue();
		assertThat(off.factorBudget.mayWarn(owner)).isFalse();
		off.transactions.alone(() -> {
			off.remains.erase(owner);
			return true;
		});
		assertThat(off.loginFailures.removeAll(owner)).isZero();
		assertThat(off.factorBudget.mayWarn(owner)).isTrue();
	}

	@Test
	void anAdministratorForgivesGuessesAndTheOwnerHasBeenWarned() {
		assertThat(this.auth.factorBudget.mayWarn(this.id)).isTrue();
		this.auth.unlock.unlock(this.id);
		assertThat(this.auth.factorBudget.mayWarn(this.id)).isFalse();
	}

	private MfaRequiredException asked() {
		return catchThrowableOfType(MfaRequiredException.class, () -> this.auth.login(EMAIL));
	}

	private Optional<AuthErrorCode> deactivation(FactorResponse response) {
		try {
			this.auth.enrollment.deactivate(this.id, response, TestDevices.laptop());
			return Optional.empty();
		}
		catch (AuthException ex) {
			return Optional.of(ex.code());
		}
	}

}
