package io.github.jwtauth.boot.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless accounts are the users of the host
 * ({@code jwtauth.accounts=user-details} in every spelling that the binder takes), whose
 * passwords are set elsewhere.
 */
final class OnOwnPasswords extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		String accounts = context.getEnvironment().getProperty("jwtauth.accounts", "table");
		boolean elsewhere = accounts.strip().replaceAll("[-_]", "").equalsIgnoreCase("userdetails");
		return new ConditionOutcome(!elsewhere, ConditionMessage.of("jwtauth.accounts is " + accounts));
	}

}
