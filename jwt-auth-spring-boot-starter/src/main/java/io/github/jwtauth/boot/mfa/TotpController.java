package io.github.jwtauth.boot.mfa;

import java.util.List;

import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.boot.http.FactorAnswers;
import io.github.jwtauth.login.Freshness;
import io.github.jwtauth.mfa.TotpEnrollment;
import io.github.jwtauth.mfa.TotpSetup;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Sets an authenticator app up, proves it and takes it away. What it answers is shown
 * this once (requirement R-72).
 */
@AuthController
final class TotpController {

	private final TotpEnrollment enrollment;

	private final Enrollees enrollees;

	private final Freshness freshness;

	TotpController(TotpEnrollment enrollment, Enrollees enrollees, Freshness freshness) {
		this.enrollment = enrollment;
		this.enrollees = enrollees;
		this.freshness = freshness;
	}

	@PostMapping("/mfa/totp/setup")
	SetupResponse setup(@Nullable AuthenticatedAccount caller, HttpServletRequest request,
			@RequestBody(required = false) @Nullable SetupRequest body) {
		Enrollee enrollee = this.enrollees.find(caller, (body != null) ? body.mfaToken() : null, request);
		return SetupResponse.of(this.enrollment.setup(enrollee.accountId()));
	}

	@PostMapping("/mfa/totp/activate")
	RecoveryCodesResponse activate(@Nullable AuthenticatedAccount caller, HttpServletRequest request, Device device,
			@RequestBody ActivateRequest body) {
		Enrollee enrollee = this.enrollees.find(caller, body.mfaToken(), request);
		return RecoveryCodesResponse
			.of(this.enrollment.activate(enrollee.accountId(), body.code(), device, enrollee.onceProven()));
	}

	@PostMapping("/mfa/totp/deactivate")
	ResponseEntity<Void> deactivate(AuthenticatedAccount caller, Device device, @RequestBody DeactivateRequest body) {
		this.freshness.require(caller.authenticatedAt());
		this.enrollment.deactivate(caller.accountId(), FactorAnswers.require(body.code(), body.recoveryCode()), device);
		return ResponseEntity.noContent().build();
	}

	/**
	 * Who begins, where it is not told by an access token.
	 *
	 * @param mfaToken of a login that asked for a factor to be set up
	 */
	record SetupRequest(@Nullable Secret mfaToken) {

	}

	/**
	 * The first code of the app.
	 *
	 * @param code as typed
	 * @param mfaToken of a login that asked for a factor to be set up
	 */
	record ActivateRequest(Secret code, @Nullable Secret mfaToken) {

	}

	/**
	 * The last proof.
	 *
	 * @param code of the app
	 * @param recoveryCode in its place
	 */
	record DeactivateRequest(@Nullable Secret code, @Nullable Secret recoveryCode) {

	}

	/**
	 * What an app needs.
	 *
	 * @param secret to type
	 * @param otpauthUri to open on the same device
	 * @param qrCode to photograph
	 */
	record SetupResponse(String secret, String otpauthUri, String qrCode) {

		static SetupResponse of(TotpSetup setup) {
			return new SetupResponse(setup.secret().reveal(), setup.otpauthUri().reveal(),
					QrCode.dataUri(setup.otpauthUri()).reveal());
		}

		/** All of it is the seed. */
		@Override
		public String toString() {
			return "SetupResponse[***]";
		}

	}

	/**
	 * What stands in for the app.
	 *
	 * @param recoveryCodes each good once
	 */
	record RecoveryCodesResponse(List<String> recoveryCodes) {

		RecoveryCodesResponse {
			recoveryCodes = List.copyOf(recoveryCodes);
		}

		static RecoveryCodesResponse of(List<Secret> codes) {
			return new RecoveryCodesResponse(codes.stream().map(Secret::reveal).toList());
		}

		/** Each of them is half a login. */
		@Override
		public String toString() {
			return "RecoveryCodesResponse[***]";
		}

	}

}
