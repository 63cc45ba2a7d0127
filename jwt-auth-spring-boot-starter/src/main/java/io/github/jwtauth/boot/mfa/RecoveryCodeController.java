package io.github.jwtauth.boot.mfa;

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
 * Replaces recovery codes. They are a factor, so a session asks for them that has proven
 * the factor itself: neither one from before there was a factor, nor one that a
 * remembered device has opened.
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
		this.freshness.require(caller.authenticatedAt());
		if (!caller.amr().contains(ASKED) && this.factors.state(caller.accountId()).isEnabled()) {
			throw new AuthException(AuthErrorCode.REAUTHENTICATION_REQUIRED,
					"Prove the second factor again, and repeat the request.");
		}
		return RecoveryCodesResponse.of(this.enrollment.replaceRecoveryCodes(caller.accountId(), device));
	}

}
