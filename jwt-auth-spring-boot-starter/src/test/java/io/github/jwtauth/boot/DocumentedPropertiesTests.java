package io.github.jwtauth.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The metadata that editors read and {@code docs/properties.md} tell of the same
 * properties, with the same defaults.
 */
class DocumentedPropertiesTests {

	private static final String PREFIX = "jwtauth.";

	private static final Pattern ROW = Pattern.compile("\\| ((?:`[^`]+`(?:, )?)+) \\| ([^|]+) \\| ([^|]+) \\|");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private final List<JsonNode> metadata = metadata();

	private final List<Matcher> rows = rows();

	@Test
	void everyPropertyIsDescribedInASentence() {
		assertThat(this.metadata).hasSizeGreaterThan(30)
			.allSatisfy((property) -> assertThat(property.path("description").asString(""))
				.as(property.get("name").asString())
				.matches("[A-Z](?s).*\\."));
	}

	@Test
	void thePageHasEveryPropertyAndNoOther() {
		Set<String> described = new TreeSet<>();
		this.metadata.forEach((property) -> described.add(property.get("name").asString()));
		Set<String> onThePage = new TreeSet<>();
		this.rows.forEach((row) -> names(row).forEach((name) -> onThePage.add(PREFIX + name)));
		// a map in the metadata, its only member on the page
		assertThat(onThePage.remove("jwtauth.endpoints.<name>.enabled")).isTrue();
		assertThat(described.remove("jwtauth.endpoints")).isTrue();
		assertThat(onThePage.remove("jwtauth.rate-limit.<endpoint>.<scope>")).isTrue();
		assertThat(described.remove("jwtauth.rate-limit")).isTrue();

		assertThat(onThePage).isEqualTo(described);
	}

	@Test
	void thePageTellsTheDefaults() {
		this.metadata.stream().filter((property) -> property.has("defaultValue")).forEach((property) -> {
			String name = property.get("name").asString();
			assertThat(defaultOnThePage(name.substring(PREFIX.length()))).as(name)
				.isEqualTo(property.get("defaultValue").asString());
		});
	}

	private String defaultOnThePage(String name) {
		return this.rows.stream()
			.filter((row) -> names(row).contains(name))
			.map((row) -> row.group(2).replace("`", "").strip())
			.findFirst()
			.orElse("");
	}

	private static List<String> names(Matcher row) {
		return CODE.matcher(row.group(1)).results().map((name) -> name.group(1)).toList();
	}

	private static List<Matcher> rows() {
		try {
			return Files.readAllLines(Path.of("..", "docs", "properties.md"))
				.stream()
				.map(ROW::matcher)
				.filter(Matcher::matches)
				.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<JsonNode> metadata() {
		try {
			return Collections
				.list(JwtAuthBean.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))
				.stream()
				.flatMap((url) -> {
					try (InputStream json = url.openStream()) {
						return StreamSupport.stream(JsonMapper.shared().readTree(json).get("properties").spliterator(),
								false);
					}
					catch (IOException ex) {
						throw new IllegalStateException(ex);
					}
				})
				.filter((property) -> property.get("name").asString().startsWith(PREFIX))
				.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
