package io.github.jwtauth.boot.pages;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless the accounts are the users of the host's {@code UserDetailsService}, who
 * get no mail from us.
 */
final class OnAccountsOfOurKind extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		String accounts = context.getEnvironment().getProperty("jwtauth.accounts", "table");
		boolean users = accounts.strip().replaceAll("[-_]", "").equalsIgnoreCase("userdetails");
		return new ConditionOutcome(!users, ConditionMessage.of("jwtauth.accounts is " + accounts));
	}

}
