package io.github.jwtauth.boot.autoconfigure;

import java.time.Duration;

import io.github.jwtauth.account.ExtraFields;
import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.registration.Registration;
import io.github.jwtauth.registration.Consents;
import io.github.jwtauth.registration.RegistrationSettings;
import io.github.jwtauth.verification.EmailVerification;
import io.github.jwtauth.verification.VerificationMode;
import io.github.jwtauth.verification.VerificationSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;

class SignUpConfigurationTests {

	@Test
	void defaultsAreThoseOfThePage() {
		TestStarter.runner().run((context) -> {
			assertThat(context.getBean(VerificationSettings.class)).isEqualTo(VerificationSettings.defaults());
			RegistrationSettings settings = context.getBean(RegistrationSettings.class);
			assertThat(settings.autoLogin()).isTrue();
			assertThat(settings.consents()).isEqualTo(Consents.NONE);
			assertThat(context).hasBean("jwtAuthRegistrationController").hasBean("jwtAuthEmailController");
		});
	}

	@Test
	void everyPropertyHasItsEffect() {
		TestStarter.runner()
			.withPropertyValues("jwtauth.registration.extra-fields=phone,company_name",
					"jwtauth.registration.terms-version=2026-01", "jwtauth.registration.privacy-version=7",
					"jwtauth.registration.auto-login=false", "jwtauth.email-verification.mode=optional",
					"jwtauth.email-verification.lifetime=2h", "jwtauth.email-verification.session=exchange")
			.run((context) -> {
				assertThat(context.getBean(VerificationSettings.class))
					.isEqualTo(new VerificationSettings(VerificationMode.OPTIONAL, Duration.ofHours(2), true));
				RegistrationSettings settings = context.getBean(RegistrationSettings.class);
				assertThat(settings.autoLogin()).isFalse();
				assertThat(settings.consents()).isEqualTo(new Consents("2026-01", "7"));
				assertThat(context.getBean(ExtraFields.class).names()).containsOnly("phone", "company_name");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "jwtauth.registration.extra-fields=email", "jwtauth.registration.extra-fields=roles",
			"jwtauth.registration.extra-fields=Phone",
			"jwtauth.registration.terms-version=12345678901234567890123456789012345678901234567890123456789012345" })
	void whatCannotWorkRefusesToStart(String property) {
		TestStarter.runner()
			.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class,
						(ex) -> assertThat(property).startsWith(ex.property())));
	}

	@Test
	void usersOfAUserDetailsServiceAreMadeElsewhere() { // decision 17
		UserDetailsService users = new InMemoryUserDetailsManager(
				User.withUsername("ada").password("{noop}x").roles("USER").build());
		TestStarter.runnerWithoutAccounts()
			.withPropertyValues("jwtauth.accounts=user-details")
			.withBean(UserDetailsService.class, () -> users)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Registration.class)
				.doesNotHaveBean(EmailVerification.class)
				.doesNotHaveBean("jwtAuthRegistrationController"));
	}

}
