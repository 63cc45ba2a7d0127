package io.github.jwtauth.boot.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration is incomplete or dangerous. All reasons are told together, so that
 * nobody has to start the application once per reason.
 */
final class JwtAuthConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<ConfigurationProblem> problems;

	JwtAuthConfigurationException(List<ConfigurationProblem> problems) {
		super(problems.stream()
			.map(ConfigurationProblem::property)
			.collect(Collectors.joining(", ", "jwt-auth cannot start with: ", "")));
		this.problems = List.copyOf(problems);
	}

	List<ConfigurationProblem> problems() {
		return this.problems;
	}

}
