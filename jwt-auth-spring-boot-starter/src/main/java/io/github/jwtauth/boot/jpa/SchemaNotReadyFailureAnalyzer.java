package io.github.jwtauth.boot.jpa;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says what to do about {@link SchemaNotReadyException}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SchemaNotReadyFailureAnalyzer extends AbstractFailureAnalyzer<SchemaNotReadyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SchemaNotReadyException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
