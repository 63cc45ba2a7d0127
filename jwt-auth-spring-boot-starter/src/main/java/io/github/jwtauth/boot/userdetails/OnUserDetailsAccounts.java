package io.github.jwtauth.boot.userdetails;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches {@code jwtauth.accounts=user-details} in every spelling that the binder takes.
 */
final class OnUserDetailsAccounts extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		String accounts = context.getEnvironment().getProperty("jwtauth.accounts", "table");
		boolean chosen = accounts.strip().replaceAll("[-_]", "").equalsIgnoreCase("userdetails");
		return new ConditionOutcome(chosen, ConditionMessage.of("jwtauth.accounts is " + accounts));
	}

}
