package io.github.jwtauth.boot.autoconfigure;

import java.util.List;

import io.github.jwtauth.InvalidInputException.Fault;
import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.login.PasswordChange;
import io.github.jwtauth.password.BreachedPasswords;
import io.github.jwtauth.password.CharacterClass;
import io.github.jwtauth.password.NewPassword;
import io.github.jwtauth.password.PasswordPolicy;
import io.github.jwtauth.password.PasswordReset;
import io.github.jwtauth.password.PasswordRules;
import io.github.jwtauth.password.RawPassword;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordConfigurationTests {

	private final WebApplicationContextRunner runner = TestStarter.runner();

	@Test
	void propertiesBecomeRules() {
		this.runner
			.withPropertyValues("spring.application.name=Shopfront", "jwtauth.password.min-length=14",
					"jwtauth.password.max-length=100", "jwtauth.password.history=3",
					"jwtauth.password.require=digit,upper", "jwtauth.password.context-words=Acme,Road Runner")
			.run((context) -> {
				PasswordRules rules = context.getBean(PasswordRules.class);
				assertThat(rules.minLength()).isEqualTo(14);
				assertThat(rules.maxLength()).isEqualTo(100);
				assertThat(rules.history()).isEqualTo(3);
				assertThat(rules.required()).containsExactly(CharacterClass.UPPER, CharacterClass.DIGIT);
				assertThat(rules.contextWords()).containsExactly("Shopfront", "Acme", "Road Runner");
				assertThat(codes(context.getBean(PasswordPolicy.class), "my shopFRONT seventeen"))
					.containsExactly("password_contains_personal_data", "password_requires_digit");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "jwtauth.password.min-length=7", "jwtauth.password.min-length=65",
			"jwtauth.password.max-length=63", "jwtauth.password.max-length=257", "jwtauth.password.history=-1",
			"jwtauth.password.history=25", "jwtauth.password-reset.lifetime=4m",
			"jwtauth.password-reset.lifetime=25h" })
	void dangerousValuesRefuseToStart(String line) {
		this.runner.withPropertyValues(line)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageStartingWith(line.substring(0, line.indexOf('='))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jwtauth.mfa.mode=required", "jwtauth.password.allow-short-passwords=true" })
	void shortPasswordsStartWhereTheyAreNotAllOrAreAllowed(String line) {
		this.runner.withPropertyValues("jwtauth.password.min-length=8", line)
			.run((context) -> assertThat(context.getBean(PasswordRules.class).minLength()).isEqualTo(8));
		this.runner.withPropertyValues("jwtauth.password.min-length=7", line)
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void nobodyIsAskedUnlessTheHostSaysSo() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(BreachedPasswords.class));
		this.runner.withPropertyValues("jwtauth.password.breach-check=true")
			.run((context) -> assertThat(context).hasSingleBean(BreachedPasswords.class));
	}

	@Test
	void theHostKnowsPublishedPasswordsItself() {
		this.runner.withPropertyValues("jwtauth.password.breach-check=true")
			.withBean(BreachedPasswords.class, () -> (password) -> BreachedPasswords.Answer.FOUND)
			.run((context) -> assertThat(codes(context.getBean(PasswordPolicy.class), "correct horse battery staple"))
				.containsExactly("password_breached"));
	}

	@Test
	void theHostHasRulesOfItsOwn() {
		this.runner
			.withBean(PasswordPolicy.class,
					() -> (chosen) -> List.of(new Fault(chosen.field(), "password_boring", "No.")))
			.run((context) -> assertThat(codes(context.getBean(PasswordPolicy.class), "x"))
				.containsExactly("password_boring"));
	}

	@Test
	void passwordsOfTheHostsUsersAreSetElsewhere() {
		for (String value : List.of("user-details", "USER_DETAILS")) {
			TestStarter.runnerWithoutAccounts()
				.withPropertyValues("jwtauth.accounts=" + value)
				.withBean(UserDetailsService.class, InMemoryUserDetailsManager::new)
				.run((context) -> assertThat(context).hasNotFailed()
					.doesNotHaveBean(PasswordChange.class)
					.doesNotHaveBean(PasswordReset.class)
					.doesNotHaveBean("jwtAuthPasswordController"));
		}
		this.runner.run((context) -> assertThat(context).hasSingleBean(PasswordChange.class)
			.hasSingleBean(PasswordReset.class)
			.hasBean("jwtAuthPasswordController"));
	}

	private static List<String> codes(PasswordPolicy policy, String text) {
		RawPassword password = RawPassword.of(Secret.of(text), "password");
		return policy.check(new NewPassword(password, "password", null, null, null, null))
			.stream()
			.map(Fault::code)
			.toList();
	}

}
