package io.github.jwtauth.boot.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * What somebody reads whose application does not start: everything that is wrong, and
 * then the lines to paste.
 */
final class RefusalText {

	private RefusalText() {
	}

	/**
	 * Writes it.
	 * @param problems why the application does not start, at least one
	 * @param cause the failure
	 * @return what Spring Boot prints
	 */
	static FailureAnalysis of(List<ConfigurationProblem> problems, Throwable cause) {
		return new FailureAnalysis(description(problems), action(problems), cause);
	}

	private static String description(List<ConfigurationProblem> problems) {
		return problems.stream()
			.map((problem) -> "  - " + problem.property() + ": " + problem.description() + ".")
			.collect(Collectors.joining("\n", "jwt-auth cannot start safely with this configuration:\n\n", ""));
	}

	private static String action(List<ConfigurationProblem> problems) {
		List<String> lines = problems.stream().map(ConfigurationProblem::line).filter(Objects::nonNull).toList();
		if (lines.isEmpty()) {
			return "Correct what is named above.";
		}
		String rest = (lines.size() < problems.size()) ? "Correct what is named above. " : "";
		String pasted = lines.stream().map((line) -> "    " + line).collect(Collectors.joining("\n"));
		return rest + "Paste into application.properties, and adapt to where the application runs:\n\n" + pasted
				+ secretNote(lines);
	}

	private static String secretNote(List<String> lines) {
		return lines.stream().anyMatch((line) -> line.startsWith("jwtauth.secret="))
				? "\n\nA secret shown here was drawn for this message and is in use nowhere. Keep the one"
						+ " that you use out of version control."
				: "";
	}

}
