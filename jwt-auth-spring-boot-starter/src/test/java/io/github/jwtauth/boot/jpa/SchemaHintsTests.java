package io.github.jwtauth.boot.jpa;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaHintsTests {

	@Test
	void nativeImageHasEveryFileOfTheTables() throws IOException {
		RuntimeHints hints = new RuntimeHints();
		new SchemaHints().registerHints(hints, null);

		List<String> files = Arrays
			.stream(new PathMatchingResourcePatternResolver().getResources("classpath:db/jwtauth/**/*.*"))
			.map((file) -> file.getDescription().replaceFirst(".*/(db/jwtauth/.*)]", "$1"))
			.toList();
		assertThat(files).hasSizeGreaterThan(6)
			.allMatch((file) -> RuntimeHintsPredicates.resource().forResource(file).test(hints));
	}

}
