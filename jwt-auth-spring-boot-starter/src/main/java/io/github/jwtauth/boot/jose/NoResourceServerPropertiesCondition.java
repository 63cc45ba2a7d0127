package io.github.jwtauth.boot.jose;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches unless the host told Spring Boot whose tokens it accepts (decision 22). Empty
 * values count as absent, as they do for Boot.
 */
final class NoResourceServerPropertiesCondition extends SpringBootCondition {

	private static final String PREFIX = "spring.security.oauth2.resourceserver.";

	private static final List<String> PROPERTIES = List.of("jwt.jwk-set-uri", "jwt.issuer-uri",
			"jwt.public-key-location", "opaquetoken.introspection-uri");

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Own resource server");
		List<String> found = PROPERTIES.stream()
			.map(PREFIX::concat)
			.filter((property) -> StringUtils.hasText(context.getEnvironment().getProperty(property)))
			.toList();
		return found.isEmpty() ? ConditionOutcome.match(message.because("no property of the host names an issuer"))
				: ConditionOutcome.noMatch(message.found("property", "properties").items(found));
	}

}
