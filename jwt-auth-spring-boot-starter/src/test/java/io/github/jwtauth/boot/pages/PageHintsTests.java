package io.github.jwtauth.boot.pages;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

class PageHintsTests {

	@Test
	void nativeImageHasEveryFileOfThePages() throws IOException {
		RuntimeHints hints = new RuntimeHints();
		new PageHints().registerHints(hints, null);

		List<String> files = Arrays
			.stream(new PathMatchingResourcePatternResolver().getResources("classpath:" + PageFolders.OURS + "*"))
			.map((file) -> PageFolders.OURS + file.getFilename())
			.toList();
		assertThat(files).hasSizeGreaterThan(10)
			.allMatch((file) -> RuntimeHintsPredicates.resource().forResource(file).test(hints));
		assertThat(RuntimeHintsPredicates.resource().forResource(PageFolders.HOST + "layout.html")).accepts(hints);
	}

}
