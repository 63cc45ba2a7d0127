package io.github.jwtauth.boot.autoconfigure;

import java.util.Locale;
import java.util.regex.Pattern;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Keeps our secrets out of what the actuator tells of the configuration, also where a
 * host lets it show values (requirement R-90).
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class JwtAuthSanitizingAutoConfiguration {

	/**
	 * However it is written: as a property, in camel case, as an environment variable.
	 */
	private static final Pattern SECRET = Pattern
		.compile("jwtauth(secret|previoussecrets.*|adminsetuptoken|signingkeys.*(content|password))");

	@Bean
	SanitizingFunction jwtAuthSanitizingFunction() {
		return (data) -> isSecret(data) ? data.withSanitizedValue() : data;
	}

	private static boolean isSecret(SanitizableData data) {
		String letters = data.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
		return SECRET.matcher(letters).matches();
	}

}
