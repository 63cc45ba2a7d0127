package io.github.jwtauth.boot.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PageTextsTests {

	private static final Pattern KEY = Pattern.compile("#\\{([a-z_.-]+)}");

	private static final Pattern GAP = Pattern.compile("\\{\\w+}");

	@TempDir
	private Path host;

	@ParameterizedTest
	@ValueSource(strings = { "de", "fr", "es" })
	void everyLanguageHasEveryTextWithTheSameGaps(String language) throws IOException {
		Properties english = ours("jwtauth-pages_en.properties");
		Properties texts = ours("jwtauth-pages_" + language + ".properties");
		assertThat(texts.keySet()).isEqualTo(english.keySet());
		assertThat(english.stringPropertyNames()).allSatisfy((key) -> {
			assertThat(texts.getProperty(key)).as(key).isNotBlank();
			assertThat(gaps(texts.getProperty(key))).as(key).isEqualTo(gaps(english.getProperty(key)));
		});
	}

	@Test
	void everyTextOfATemplateIsThereAndNoOther() throws IOException {
		Set<String> used = new TreeSet<>();
		for (String template : List.of("layout", "password-field", "verify-email", "reset-password",
				"confirm-email-change", "undo-email-change", "accept-invitation", "not-me")) {
			String html = new String(folders().read(template + ".html").orElseThrow(), StandardCharsets.UTF_8);
			KEY.matcher(html).results().map((key) -> key.group(1)).forEach(used::add);
			if (html.contains("layout ::")) {
				used.add(template + ".title");
				used.add(template + ".dead-link");
			}
		}
		assertThat(used).isEqualTo(ours("jwtauth-pages_en.properties").stringPropertyNames());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			de       | de
			de-AT,en | de
			pt,fr-CA | fr
			pt       | en
			''       | en
			""")
	void theFirstLanguageThatThereIsWins(String wanted, String language) {
		List<Locale> locales = Arrays.stream(wanted.split(",")).map(Locale::forLanguageTag).toList();
		assertThat(new PageTexts(folders()).choose(Collections.enumeration(locales)).toLanguageTag())
			.isEqualTo(language);
	}

	@Test
	void theHostChangesSingleTextsAndAddsLanguages() throws IOException {
		file("jwtauth-pages.properties", "continue=Back to the shop");
		file("jwtauth-pages_de.properties", "verify-email.button=Los geht’s");
		file("jwtauth-pages_pt.properties", "continue=Continuar na loja");
		PageTexts texts = new PageTexts(folders());

		assertThat(texts.getMessage("continue", null, Locale.ENGLISH)).isEqualTo("Back to the shop");
		assertThat(texts.getMessage("verify-email.button", null, Locale.GERMAN)).isEqualTo("Los geht’s");
		assertThat(texts.getMessage("continue", null, Locale.GERMAN)).isEqualTo("Weiter zur Anwendung");
		Locale portuguese = texts.choose(Collections.enumeration(List.of(Locale.forLanguageTag("pt-BR"))));
		assertThat(texts.getMessage("continue", null, portuguese)).isEqualTo("Continuar na loja");
		assertThat(texts.getMessage("verify-email.button", null, portuguese)).isEqualTo("Confirm address");
	}

	@Test
	void gapsAreLeftToTheScriptAndTheHostMayUseItsOwn() throws IOException {
		file("jwtauth-pages.properties", "shop.greeting=Hello, {0}!");
		PageTexts texts = new PageTexts(folders());
		assertThat(texts.getMessage("rule.min_length", new Object[0], Locale.ENGLISH))
			.isEqualTo("At least {min} characters");
		assertThat(texts.getMessage("shop.greeting", new Object[] { "Ada" }, Locale.GERMAN)).isEqualTo("Hello, Ada!");
	}

	private PageFolders folders() {
		try {
			return PageFolders
				.of(new URLClassLoader(new URL[] { this.host.toUri().toURL() }, getClass().getClassLoader()));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void file(String name, String content) throws IOException {
		Path folder = Files.createDirectories(this.host.resolve(PageFolders.HOST));
		Files.writeString(folder.resolve(name), content);
	}

	private Properties ours(String name) throws IOException {
		Properties texts = new Properties();
		try (InputStream stream = folders().open(PageFolders.OURS, name)) {
			texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
		}
		return texts;
	}

	private static Set<String> gaps(String text) {
		return new TreeSet<>(GAP.matcher(text).results().map(MatchResult::group).toList());
	}

}
