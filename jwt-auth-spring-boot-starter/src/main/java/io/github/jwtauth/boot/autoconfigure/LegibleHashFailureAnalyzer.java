package io.github.jwtauth.boot.autoconfigure;

import io.github.jwtauth.password.LegibleHashException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The encoder that a host gives us hashes nothing, so that every backup would be a list
 * of passwords.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class LegibleHashFailureAnalyzer extends AbstractFailureAnalyzer<LegibleHashException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, LegibleHashException cause) {
		return new FailureAnalysis("The PasswordEncoder bean that jwt-auth would use (" + cause.encoder()
				+ ") writes passwords as they are typed, as {noop} does. Everybody who reads the database, or a backup"
				+ " of it, could log in as anybody.",
				"Return PasswordEncoderFactories.createDelegatingPasswordEncoder() from that bean, or another encoder"
						+ " that hashes. Or remove the bean: without one of yours, jwt-auth hashes by itself.",
				cause);
	}

}
