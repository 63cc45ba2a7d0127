package io.github.jwtauth.boot.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.jwtauth.AuthException;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.login.PasswordLogin;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.notification.TestNotices;
import io.github.jwtauth.protection.GuessDecision;
import io.github.jwtauth.protection.LockoutMode;
import io.github.jwtauth.protection.LockoutSettings;
import io.github.jwtauth.protection.LoginProtection;
import io.github.jwtauth.protection.PasswordGuess;
import io.github.jwtauth.protection.PasswordGuess.ByStranger;
import io.github.jwtauth.protection.ProtectedAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LockoutPropertiesTests {

	private static final PasswordGuess GUESS = new ByStranger("ada@example.com", null);

	private final WebApplicationContextRunner runner = TestStarter.runner();

	@Test
	void fiveFailuresAreFollowedByAPauseThatIsTold() {
		this.runner.run((context) -> {
			assertThat(context.getBean(LockoutProperties.class).settings()).isEqualTo(LockoutSettings.defaults());
			LoginProtection protection = context.getBean(LoginProtection.class);
			assertThat(guesses(protection)).isEqualTo(5);
			assertThat(protection.admit(GUESS)).isInstanceOfSatisfying(GuessDecision.Refused.class, (refused) -> {
				assertThat(refused.told()).isTrue();
				assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
			});
			assertThat(doctor(context).facts()).containsExactlyInAnyOrderEntriesOf(
					Map.of("mode", "soft", "failures", 5, "window", "PT5M", "duration", "PT30M"));
			assertThat(doctor(context).warnings()).isEmpty();
		});
	}

	@Test
	void everythingCanBeSaidOtherwise() {
		this.runner
			.withPropertyValues("jwtauth.lockout.mode=hard", "jwtauth.lockout.failures=3", "jwtauth.lockout.window=1m",
					"jwtauth.lockout.duration=2h")
			.run((context) -> {
				assertThat(context.getBean(LockoutProperties.class).settings())
					.isEqualTo(new LockoutSettings(LockoutMode.HARD, 3, Duration.ofMinutes(1), Duration.ofHours(2)));
				LoginProtection protection = context.getBean(LoginProtection.class);
				assertThat(guesses(protection)).isEqualTo(3);
				assertThat(protection.admit(GUESS)).isInstanceOfSatisfying(GuessDecision.Refused.class, (refused) -> {
					assertThat(refused.told()).isFalse();
					assertThat(refused.retryAfter()).isGreaterThan(Duration.ofMinutes(119));
				});
			});
	}

	@Test
	void nobodyIsRefusedWhereItIsOffAndTheDoctorWarns() {
		this.runner.withPropertyValues("jwtauth.lockout.mode=off").run((context) -> {
			assertThat(guesses(context.getBean(LoginProtection.class))).isEqualTo(30);
			assertThat(doctor(context).facts()).isEqualTo(Map.of("mode", "off"));
			assertThat(doctor(context).warnings()).singleElement().asString().contains("jwtauth.lockout.mode");
		});
	}

	@Test
	void hostsOwnProtectionReplacesOurs() {
		this.runner.withUserConfiguration(Own.class).run((context) -> {
			assertThat(context.getBean(LoginProtection.class)).isInstanceOf(Nobody.class);
			assertThat(doctor(context).facts()).isEqualTo(Map.of("mode", "host"));
			assertThat(doctor(context).warnings()).isEmpty();
		});
	}

	@Test
	void countingNeedsAStoreOrToBeSwitchedOff() {
		WebApplicationContextRunner without = this.runner.withPropertyValues("jwtauth.mfa.mode=disabled")
			.withInitializer((context) -> context.addBeanFactoryPostProcessor(
					(beans) -> ((BeanDefinitionRegistry) beans).removeBeanDefinition("loginFailureStore")));
		without.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOfSatisfying(JwtAuthConfigurationException.class,
					(refused) -> assertThat(refused.problems()).singleElement().satisfies((problem) -> {
						assertThat(problem.description()).contains("LoginFailureStore");
						assertThat(problem.line()).isEqualTo("jwtauth.lockout.mode=off");
					})));
		for (String off : List.of("off", "false")) {
			without.withPropertyValues("jwtauth.lockout.mode=" + off)
				.run((context) -> assertThat(context).hasNotFailed());
		}
		without.withUserConfiguration(Own.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void ownersAreToldUnlessSomethingElseIsSaid(boolean told) {
		WebApplicationContextRunner host = told ? this.runner
				: this.runner.withPropertyValues("jwtauth.notices.account-locked=false");
		host.withPropertyValues("jwtauth.lockout.failures=3").withUserConfiguration(Told.class).run((context) -> {
			for (int i = 0; i < 3; i++) {
				assertThatExceptionOfType(AuthException.class).isThrownBy(() -> context.getBean(PasswordLogin.class)
					.login(TestJwtAuth.attempt("ada@example.com", "a wrong password")));
			}
			assertThat(context.getBean(TestNotices.class).work()).isEqualTo(told ? 1 : 0);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "failures=2", "failures=11", "window=59s", "window=25h", "duration=59s", "duration=25h" })
	void nonsenseStopsTheStart(String property) {
		this.runner.withPropertyValues("jwtauth.lockout." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("jwtauth.lockout." + property.split("=", 2)[0]));
	}

	private static DoctorSection doctor(ApplicationContext context) {
		List<DoctorSection> found = context.getBeansOfType(DoctorSection.class)
			.values()
			.stream()
			.filter((section) -> section.name().equals("lockout"))
			.toList();
		assertThat(found).hasSize(1);
		return found.get(0);
	}

	/** How many wrong ones are let in, thirty at most. */
	private static int guesses(LoginProtection protection) {
		int admitted = 0;
		while (admitted < 30 && protection.admit(GUESS) instanceof GuessDecision.Admitted place) {
			place.wrong();
			admitted++;
		}
		return admitted;
	}

	@Configuration(proxyBeanMethods = false)
	static class Told {

		@Bean
		TestNotices notices(InMemoryTransactions transactions) {
			return new TestNotices(transactions);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		LoginProtection loginProtection() {
			return new Nobody();
		}

	}

	static final class Nobody implements LoginProtection {

		@Override
		public GuessDecision admit(PasswordGuess guess) {
			return new GuessDecision.Refused(true, Duration.ofMinutes(1));
		}

		@Override
		public boolean unlock(ProtectedAccount account) {
			return false;
		}

		@Override
		public Optional<Instant> blockedUntil(ProtectedAccount account) {
			return Optional.empty();
		}

	}

}
