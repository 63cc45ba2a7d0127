package io.github.jwtauth.boot.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Everything but {@code jwtauth.accounts=user-details}: nobody can change the users of a
 * user details service through it.
 */
final class AccountsThatCanChange extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		String accounts = context.getEnvironment().getProperty("jwtauth.accounts", "table");
		boolean foreign = accounts.strip().replaceAll("[-_]", "").equalsIgnoreCase("userdetails");
		return new ConditionOutcome(!foreign, ConditionMessage.of("jwtauth.accounts is " + accounts));
	}

}
