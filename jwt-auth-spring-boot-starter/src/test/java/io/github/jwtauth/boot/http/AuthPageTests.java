package io.github.jwtauth.boot.http;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AuthPageTests {

	@Test
	void thePatternNamesEveryPage() {
		String names = Arrays.stream(AuthPage.values()).map(AuthPage::path).collect(Collectors.joining("|"));
		assertThat(AuthPage.PATTERN).isEqualTo("/pages/{page:" + names + "}");
	}

	@Test
	void aPageIsFoundByItsName() {
		assertThat(AuthPage.values()).allSatisfy((page) -> assertThat(AuthPage.ofPath(page.path())).contains(page));
		assertThat(AuthPage.ofPath("NOT_ME")).isEmpty();
	}

}
