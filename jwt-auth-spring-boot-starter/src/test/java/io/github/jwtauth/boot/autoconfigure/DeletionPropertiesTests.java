package io.github.jwtauth.boot.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.privacy.AccountDeletion;
import io.github.jwtauth.privacy.PersonalDataContributor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class DeletionPropertiesTests {

	private final WebApplicationContextRunner runner = TestStarter.runner();

	@Test
	void accountsAreDeletedAtOnceUnlessSomethingElseIsSaid() {
		this.runner.run((context) -> {
			assertThat(context.getBean(DeletionProperties.class).gracePeriod()).isZero();
			assertThat(context).hasSingleBean(AccountDeletion.class);
		});
		this.runner.withPropertyValues("jwtauth.deletion.grace-period=90d")
			.run((context) -> assertThat(context.getBean(DeletionProperties.class).settings().gracePeriod())
				.isEqualTo(Duration.ofDays(90)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1s", "91d" })
	void senselessPeriodStopsTheStart(String period) {
		this.runner.withPropertyValues("jwtauth.deletion.grace-period=" + period)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("jwtauth.deletion.grace-period"));
	}

	@Test
	void contributorsThatShareANameStopTheStart() {
		this.runner.withUserConfiguration(Twins.class)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("'orders'"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Twins {

		@Bean
		PersonalDataContributor one() {
			return new Orders();
		}

		@Bean
		PersonalDataContributor other() {
			return new Orders();
		}

	}

	static final class Orders implements PersonalDataContributor {

		@Override
		public String name() {
			return "orders";
		}

		@Override
		public Map<String, Object> export(AccountId id, String accountKey) {
			return Map.of();
		}

		@Override
		public void erase(AccountId id, String accountKey) {
			// Nothing is kept.
		}

	}

}
