package io.github.jwtauth.boot.web;

import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.login.TokenExchange;
import io.github.jwtauth.registration.Registration;
import io.github.jwtauth.verification.EmailVerification;
import io.github.jwtauth.verification.VerificationSettings;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * Serves registration and the proof of addresses, where accounts can be made.
 */
@AutoConfiguration(after = JwtAuthWebAutoConfiguration.class,
		afterName = "io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean({ Registration.class, EmailVerification.class })
@RegisterReflectionForBinding({ RegisterResponse.class, TokenResponse.class })
public final class JwtAuthRegistrationWebAutoConfiguration {

	@Bean
	RegistrationController jwtAuthRegistrationController(Registration registration, RefreshTokenTransport transport,
			NewSessionAnswer answer, AuthCookies cookies, VerificationSettings verification) {
		return new RegistrationController(registration, transport, answer, cookies, verification.lifetime());
	}

	@Bean
	EmailController jwtAuthEmailController(EmailVerification verification, TokenExchange exchange,
			AuthCookies cookies) {
		return new EmailController(verification, exchange, cookies);
	}

}
