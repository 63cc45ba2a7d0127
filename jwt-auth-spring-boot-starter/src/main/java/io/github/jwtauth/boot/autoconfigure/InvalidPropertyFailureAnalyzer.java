package io.github.jwtauth.boot.autoconfigure;

import io.github.jwtauth.boot.http.InvalidPropertyException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which property an adapter refuses, why, and what to do instead.
 */
final class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidPropertyException cause) {
		return new FailureAnalysis(cause.property() + ": " + cause.problem() + ".", cause.fix() + ".", cause);
	}

}
