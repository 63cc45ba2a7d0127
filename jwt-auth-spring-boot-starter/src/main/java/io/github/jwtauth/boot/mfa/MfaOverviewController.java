package io.github.jwtauth.boot.mfa;

import java.time.Instant;
import java.util.List;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.mfa.FactorState;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.mfa.SecondFactors;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;

/**
 * Shows owners what there is of their second factor; never what it is made from
 * (requirement R-72).
 */
@AuthController
final class MfaOverviewController {

	private final AccountLookup accounts;

	private final SecondFactors factors;

	private final MfaSettings settings;

	MfaOverviewController(AccountLookup accounts, SecondFactors factors, MfaSettings settings) {
		this.accounts = accounts;
		this.factors = factors;
		this.settings = settings;
	}

	@GetMapping("/mfa")
	MfaResponse show(AuthenticatedAccount caller) {
		KnownAccount owner = this.accounts.byId(caller.accountId())
			.orElseThrow(() -> new AuthException(AuthErrorCode.INVALID_TOKEN, "The access token is not valid."));
		return MfaResponse.of(this.factors.state(caller.accountId()), this.settings.isRequiredOf(owner.account()));
	}

	/**
	 * The factors of an account.
	 *
	 * @param enabled whether a login asks for one
	 * @param required whether the account has to have one
	 * @param methods in which ways it can be answered
	 * @param totp the authenticator app
	 * @param recoveryCodesLeft how many of them were not used
	 */
	record MfaResponse(boolean enabled, boolean required, List<String> methods, TotpResponse totp,
			int recoveryCodesLeft) {

		static MfaResponse of(FactorState state, boolean required) {
			return new MfaResponse(state.isEnabled(), required, state.methods(),
					new TotpResponse(state.isEnabled(), state.activatedAt()), state.recoveryCodesLeft());
		}

	}

	/**
	 * The authenticator app of an account.
	 *
	 * @param enabled whether there is one
	 * @param activatedAt since when, or {@code null}
	 */
	record TotpResponse(boolean enabled, @Nullable Instant activatedAt) {

	}

}
