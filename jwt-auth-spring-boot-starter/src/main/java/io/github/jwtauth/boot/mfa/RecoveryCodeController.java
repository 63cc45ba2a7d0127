package io.github.jwtauth.boot.mfa;

import java.time.Instant;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.boot.mfa.TotpController.RecoveryCodesResponse;
import io.github.jwtauth.login.Freshness;
import io.github.jwtauth.mfa.SecondFactors;
import io.github.jwtauth.mfa.TotpEnrollment;

import org.springframework.web.bind.annotation.PostMapping;

/**
 * Replaces recovery codes. They are a factor, and who has them switches the factor off: a
 * session asks for them that has proven the factor itself a moment ago. Neither one from
 * before there was a factor, nor one that a remembered device has opened, nor an old one
 * whose password alone was said again.
 */
@AuthController
final class RecoveryCodeController {

	private static final String ASKED = "otp";

	private final TotpEnrollment enrollment;

	private final SecondFactors factors;

	private final Freshness freshness;

	RecoveryCodeController(TotpEnrollment enrollment, SecondFactors factors, Freshness freshness) {
		this.enrollment = enrollment;
		this.factors = factors;
		this.freshness = freshness;
	}

	@PostMapping("/mfa/recovery-codes")
	RecoveryCodesResponse replace(AuthenticatedAccount caller, Device device) {
		// Asked before the proof is: a session from before there was a factor gets no
		// further, also when one is activated in this moment.
		if (!this.factors.state(caller.accountId()).isEnabled()) {
			throw new AuthException(AuthErrorCode.NOT_ENABLED, "There is no second factor.");
		}
		this.freshness.require(caller.provenAt(ASKED).orElse(Instant.EPOCH));
		return RecoveryCodesResponse.of(this.enrollment.replaceRecoveryCodes(caller.accountId(), device));
	}

}
