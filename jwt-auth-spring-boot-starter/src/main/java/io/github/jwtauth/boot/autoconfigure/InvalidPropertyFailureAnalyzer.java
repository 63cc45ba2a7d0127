package io.github.jwtauth.boot.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Tells which property an adapter refuses, why, and what to do instead; and what other
 * records of properties refuse, so that it does not come up at the next start. Before
 * Spring Boot's own analyzer, which would name the record in place of the property.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPropertyException> {

	private final @Nullable BeanFactory beanFactory;

	private final @Nullable Environment environment;

	InvalidPropertyFailureAnalyzer(@Nullable BeanFactory beanFactory, @Nullable Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidPropertyException cause) {
		List<InvalidPropertyException> others = others().stream()
			.filter((other) -> !other.property().equals(cause.property()))
			.toList();
		return RefusalText.of(Stream.concat(Stream.of(cause), others.stream()).map(ConfigurationProblem::of).toList(),
				cause);
	}

	private List<InvalidPropertyException> others() {
		return (this.environment != null && this.beanFactory instanceof ListableBeanFactory beans)
				? PropertyRefusals.find(beans, this.environment) : List.of();
	}

}
