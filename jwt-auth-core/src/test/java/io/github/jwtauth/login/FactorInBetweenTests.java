package io.github.jwtauth.login;

import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.login.FactorGate.Admission;
import io.github.jwtauth.mfa.TestFactors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What happens to the factor while a login is under way. */
class FactorInBetweenTests {

	private static final String EMAIL = "ada@example.com";

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account account = this.auth.register(EMAIL);

	private final AccountId id = this.auth.idOf(this.account);

	@Test
	void aFactorThatComesAfterThePasswordIsAsked() {
		PasswordLogin login = this.auth.loginThrough((identifier, password) -> {
			KnownAccount known = this.auth.lookup.byIdentifier(EMAIL).orElseThrow();
			this.auth.factors.enable(this.id);
			return PasswordVerdict.right(known);
		});
		assertThatExceptionOfType(MfaRequiredException.class)
			.isThrownBy(() -> login.login(TestJwtAuth.attempt(EMAIL, TestJwtAuth.PASSWORD)));
	}

	@Test
	void aFactorThatComesAfterTheGateVoidsTheLogin() {
		Admission admission = this.auth.gate.pass(first());
		TestFactors.App app = this.auth.factors.pending(this.id);
		this.auth.enrollment.activate(this.id, app.secret(), TestDevices.phone(), () -> true);
		assertThatExceptionOfType(CredentialChangedException.class).isThrownBy(() -> this.auth.grant.open(admission));
		assertThat(this.auth.liveSessions(this.id)).isZero();
	}

	@Test
	void aFactorThatIsSwitchedOffVoidsTheChallenge() {
		TestFactors.App app = this.auth.factors.enable(this.id);
		MfaRequiredException asked = catchThrowableOfType(MfaRequiredException.class, () -> this.auth.login(EMAIL));
		this.auth.enrollment.deactivate(this.id, app.recoveryCode(0), TestDevices.laptop());
		TestFactorAttempts.assertVoid(this.auth, TestFactorAttempts.of(asked, app.code()));
		assertThat(this.auth.login(EMAIL)).isNotNull();
	}

	@Test
	void theCodeThatActivatesOpensNothing() {
		TestFactors.App app = this.auth.factors.pending(this.id);
		this.auth.enrollment.activate(this.id, app.secret(), TestDevices.phone(), () -> true);
		MfaRequiredException asked = catchThrowableOfType(MfaRequiredException.class, () -> this.auth.login(EMAIL));
		TestFactorAttempts.assertWrong(this.auth, TestFactorAttempts.of(asked, app.code()));
	}

	private FirstFactor first() {
		return new FirstFactor(this.auth.lookup.byIdentifier(EMAIL).orElseThrow(),
				LoginTerms.unasked(List.of("pwd"), false), TestDevices.laptop(), Optional.empty(), Optional.empty(),
				Optional.empty(), this.auth.clock.instant(), () -> true);
	}

}
