package io.github.jwtauth.boot.web;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether people invite over HTTP: administrators do so where there are any, and where
 * nobody comes in otherwise.
 */
final class OnInvitations extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		boolean administered = environment.getProperty("jwtauth.admin.enabled", Boolean.class, false);
		String mode = environment.getProperty("jwtauth.registration.mode", "open").strip();
		return new ConditionOutcome(administered || mode.equalsIgnoreCase("invitation"),
				ConditionMessage.of("jwtauth.registration.mode is " + mode));
	}

}
