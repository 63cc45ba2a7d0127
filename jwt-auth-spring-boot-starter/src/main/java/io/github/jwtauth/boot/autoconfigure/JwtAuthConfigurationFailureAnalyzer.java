package io.github.jwtauth.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Tells everything that is missing or dangerous, and the lines to paste.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class JwtAuthConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<JwtAuthConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, JwtAuthConfigurationException cause) {
		return RefusalText.of(cause.problems(), cause);
	}

}
