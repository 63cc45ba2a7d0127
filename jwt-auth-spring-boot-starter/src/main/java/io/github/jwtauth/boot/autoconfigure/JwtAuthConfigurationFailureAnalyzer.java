package io.github.jwtauth.boot.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells everything that is missing or dangerous, and the lines to paste.
 */
final class JwtAuthConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<JwtAuthConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, JwtAuthConfigurationException cause) {
		return new FailureAnalysis(description(cause.problems()), action(cause.problems()), cause);
	}

	private static String description(List<ConfigurationProblem> problems) {
		return problems.stream()
			.map((problem) -> "  - " + problem.property() + ": " + problem.description())
			.collect(Collectors.joining("\n", "jwt-auth needs to know more before it can start safely:\n\n", ""));
	}

	private static @Nullable String action(List<ConfigurationProblem> problems) {
		String lines = problems.stream()
			.map(ConfigurationProblem::line)
			.filter(Objects::nonNull)
			.map((line) -> "    " + line)
			.collect(Collectors.joining("\n"));
		return lines.isEmpty() ? "Correct the properties named above."
				: "Paste into application.properties, and adapt to where the application runs:\n\n" + lines
						+ "\n\nA secret shown here was drawn for this message and is in use nowhere. Keep the one"
						+ " that you use out of version control.";
	}

}
