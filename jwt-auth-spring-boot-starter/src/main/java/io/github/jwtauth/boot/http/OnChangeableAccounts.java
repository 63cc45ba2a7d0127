package io.github.jwtauth.boot.http;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless accounts are the users of a {@code UserDetailsService}
 * ({@code jwtauth.accounts=user-details}, in every spelling that the binder takes): they
 * are made and changed elsewhere, their passwords are set there, and they get no mail of
 * ours. For the configuration of jwt-auth itself, not for hosts.
 */
public final class OnChangeableAccounts extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return new ConditionOutcome(holds(context.getEnvironment()),
				ConditionMessage.of("jwtauth.accounts is " + accounts(context.getEnvironment())));
	}

	/**
	 * The same question where a bean is there either way.
	 * @param environment the host's
	 * @return whether accounts are made and changed here
	 */
	public static boolean holds(Environment environment) {
		return !accounts(environment).strip().replaceAll("[-_]", "").equalsIgnoreCase("userdetails");
	}

	private static String accounts(Environment environment) {
		return environment.getProperty("jwtauth.accounts", "table");
	}

}
