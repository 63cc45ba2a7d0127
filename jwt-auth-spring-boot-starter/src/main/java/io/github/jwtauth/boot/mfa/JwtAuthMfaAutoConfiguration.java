package io.github.jwtauth.boot.mfa;

import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.boot.http.JwtAuthHttpAutoConfiguration;
import io.github.jwtauth.login.Freshness;
import io.github.jwtauth.login.MfaEnrollmentTokens;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.mfa.RememberedDevices;
import io.github.jwtauth.mfa.SecondFactors;
import io.github.jwtauth.mfa.TotpEnrollment;
import io.github.jwtauth.session.RefreshTokenWhitelist;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * Serves the endpoints where owners set a second factor up. It is answered beside the
 * other logins.
 */
@AutoConfiguration(after = JwtAuthHttpAutoConfiguration.class,
		afterName = "io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@RegisterReflectionForBinding({ MfaOverviewController.MfaResponse.class, RememberedDeviceController.DeviceList.class,
		TotpController.SetupResponse.class, TotpController.RecoveryCodesResponse.class })
public final class JwtAuthMfaAutoConfiguration {

	@Bean
	MfaOverviewController jwtAuthMfaOverviewController(AccountLookup accounts, SecondFactors factors,
			MfaSettings settings) {
		return new MfaOverviewController(accounts, factors, settings);
	}

	@Bean
	TotpController jwtAuthTotpController(TotpEnrollment enrollment, MfaEnrollmentTokens tokens,
			RefreshTokenWhitelist sessions, Freshness freshness) {
		return new TotpController(enrollment, new Enrollees(tokens, sessions, freshness), freshness);
	}

	@Bean
	RecoveryCodeController jwtAuthRecoveryCodeController(TotpEnrollment enrollment, SecondFactors factors,
			Freshness freshness) {
		return new RecoveryCodeController(enrollment, factors, freshness);
	}

	@Bean
	RememberedDeviceController jwtAuthRememberedDeviceController(RememberedDevices devices, AuthCookies cookies) {
		return new RememberedDeviceController(devices, cookies);
	}

}
