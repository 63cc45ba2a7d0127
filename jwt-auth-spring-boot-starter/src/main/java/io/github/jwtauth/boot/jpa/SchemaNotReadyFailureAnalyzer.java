package io.github.jwtauth.boot.jpa;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about {@link SchemaNotReadyException}.
 */
final class SchemaNotReadyFailureAnalyzer extends AbstractFailureAnalyzer<SchemaNotReadyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SchemaNotReadyException cause) {
		if (cause.present() == 0) {
			return new FailureAnalysis(
					"The tables of jwt-auth (jwtauth_*) are not in the database, and are created without being asked "
							+ "only in an embedded one.",
					"Set jwtauth.schema.initialize=always, or add " + cause.script()
							+ " (in the jar of jwt-auth-spring-boot-starter) to your own migrations.",
					cause);
		}
		return new FailureAnalysis(cause.getMessage() + ".", "Run the scripts between the two versions, listed beside "
				+ cause.script() + " in the jar of jwt-auth-spring-boot-starter.", cause);
	}

}
