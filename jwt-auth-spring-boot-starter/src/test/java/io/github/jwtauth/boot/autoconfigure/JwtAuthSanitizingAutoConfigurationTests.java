package io.github.jwtauth.boot.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the actuator does not tell, however a host spells it.
 */
class JwtAuthSanitizingAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JwtAuthSanitizingAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(
			strings = { "jwtauth.secret", "JWTAUTH_SECRET", "jwtauth.previous-secrets", "jwtauth.previousSecrets[0]",
					"JWTAUTH_PREVIOUSSECRETS_0", "jwtauth.signing.keys[0].content", "jwtauth.signing.keys[1].password",
					"jwtauth.admin.setup-token", "JWTAUTH_ADMIN_SETUPTOKEN", "JWTAUTH_SIGNING_KEYS_0_PASSWORD" })
	void aSecretIsNotTold(String key) {
		assertThat(told(key)).isEqualTo(SanitizableData.SANITIZED_VALUE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jwtauth.public-url", "jwtauth.password.min-length", "jwtauth.signing.keys[0].location",
			"shop.secret", "jwtauth.secretary" })
	void whatIsNoneOfOursIsTold(String key) {
		assertThat(told(key)).isEqualTo("value");
	}

	@Test
	void withoutTheActuatorThereIsNothing() {
		this.runner.withClassLoader(new FilteredClassLoader(SanitizingFunction.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("jwtAuthSanitizingFunction"));
	}

	private Object told(String key) {
		Object[] told = new Object[1];
		this.runner.run((context) -> told[0] = context.getBean(SanitizingFunction.class)
			.apply(new SanitizableData(null, key, "value"))
			.getValue());
		return told[0];
	}

}
