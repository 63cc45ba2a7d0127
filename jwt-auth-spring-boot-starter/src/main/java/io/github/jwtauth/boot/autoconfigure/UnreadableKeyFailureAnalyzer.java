package io.github.jwtauth.boot.autoconfigure;

import io.github.jwtauth.UnreadableBoxException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The database holds keys of another secret. Starting with new ones would refuse every
 * token that is out there, so that the way out is to bring the old secret back.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreadableKeyFailureAnalyzer extends AbstractFailureAnalyzer<UnreadableBoxException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnreadableBoxException cause) {
		return new FailureAnalysis(
				"An encrypted value of the database cannot be read: " + cause.getMessage()
						+ ". It was encrypted under a secret that is neither jwtauth.secret nor one of"
						+ " jwtauth.previous-secrets, or it was altered.",
				"Add the secret that was in use before to jwtauth.previous-secrets. Where it is lost, delete the rows"
						+ " of jwtauth_signing_key: new keys are made, and access tokens that are out there are void.",
				cause);
	}

}
