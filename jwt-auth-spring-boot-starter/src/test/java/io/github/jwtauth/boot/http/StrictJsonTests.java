package io.github.jwtauth.boot.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.ExtraFields;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class StrictJsonTests {

	private static final String PASSWORD = ",\"pass_word\":\"x\"}";

	private final StrictJson json = new StrictJson();

	@Test
	void aRecordIsReadFromSnakeCase() {
		Form form = read("{\"user_name\":\"ada\",\"pass_word\":\"secret\",\"stay\":true}");
		assertThat(form).isEqualTo(new Form("ada", Secret.of("secret"), true, null));
	}

	@Test
	void nullIsAllowedWhereItIsDeclared() {
		assertThat(read("{\"user_name\":\"ada\",\"pass_word\":\"x\",\"stay\":null}").stay()).isNull();
	}

	@Test
	void anAliasIsAnotherName() {
		assertThat(read("{\"login\":\"ada\"" + PASSWORD).userName()).isEqualTo("ada");
	}

	static Stream<Arguments> refused() {
		return Stream.of(arguments("", "body", "malformed"), arguments("null", "body", "malformed"),
				arguments("[]", "body", "malformed"), arguments("\"text\"", "body", "malformed"),
				arguments("{", "body", "malformed"), arguments("{} x", "body", "malformed"),
				arguments("{}{}", "body", "malformed"), arguments("\ufeff{}", "body", "malformed"),
				arguments("{\"user_name\":\"a\",\"user_name\":\"a\"" + PASSWORD, "body", "malformed"),
				arguments("{\"user_name\":'a'" + PASSWORD, "body", "malformed"),
				arguments("{\"user_name\":\"a\",/**/\"pass_word\":\"x\"}", "body", "malformed"),
				arguments("{\"user_name\":NaN" + PASSWORD, "body", "malformed"),
				arguments("{\"user_name\":" + "[".repeat(500) + "]".repeat(500) + PASSWORD, "body", "malformed"),
				arguments("{\"user_name\":" + "9".repeat(400) + PASSWORD, "body", "malformed"),
				arguments("{\"user_name\":\"" + "a".repeat(5000) + "\"" + PASSWORD, "body", "malformed"),
				arguments("{\"user_name\":\"a\",\"" + "n".repeat(500) + "\":1}", "body", "malformed"),
				arguments("{\"user_name\":\"a\nb\"" + PASSWORD, "body", "malformed"),
				arguments("{\"user_name\":\"\\ud800\"" + PASSWORD, "user_name", "unreadable"),
				arguments("{\"user_name\":\"\\udc00\\ud800\"" + PASSWORD, "user_name", "unreadable"),
				arguments("{\"user_name\":\"a\\u0000b\"" + PASSWORD, "user_name", "unreadable"),
				arguments("{\"user_name\":\"a\\nb\"" + PASSWORD, "user_name", "unreadable"),
				arguments("{\"user_name\":\"a\",\"pass_word\":\"\\u001b\"}", "pass_word", "unreadable"),
				arguments("{\"user_name\":\"a\",\"\\ud800\":1}", "body", "unreadable"),
				arguments("{\"user_name\":\"a\",\"extra\":1" + PASSWORD, "extra", "unknown_field"),
				arguments("{\"user_name\":\"a\",\"userName\":\"b\"" + PASSWORD, "userName", "unknown_field"),
				arguments("{\"user_name\":\"a\",\"@class\":\"b\"" + PASSWORD, "@class", "unknown_field"),
				arguments("{\"user_name\":\"a\",\"login\":\"a\"" + PASSWORD, "login", "ambiguous"),
				arguments("{\"user_name\":null" + PASSWORD, "user_name", "required"),
				arguments("{\"login\":null" + PASSWORD, "login", "required"),
				arguments("{\"pass_word\":\"x\"}", "user_name", "required"),
				arguments("{\"user_name\":1" + PASSWORD, "user_name", "wrong_type"),
				arguments("{\"user_name\":1.5" + PASSWORD, "user_name", "wrong_type"),
				arguments("{\"user_name\":true" + PASSWORD, "user_name", "wrong_type"),
				arguments("{\"user_name\":[\"a\"]" + PASSWORD, "user_name", "wrong_type"),
				arguments("{\"user_name\":{\"a\":1}" + PASSWORD, "user_name", "wrong_type"),
				arguments("{\"user_name\":\"a\",\"pass_word\":12345678901234567}", "pass_word", "wrong_type"),
				arguments("{\"user_name\":\"a\",\"pass_word\":[\"x\"]}", "pass_word", "wrong_type"),
				arguments("{\"user_name\":\"a\",\"stay\":\"true\"" + PASSWORD, "stay", "wrong_type"),
				arguments("{\"user_name\":\"a\",\"stay\":\"\"" + PASSWORD, "stay", "wrong_type"),
				arguments("{\"user_name\":\"a\",\"stay\":1" + PASSWORD, "stay", "wrong_type"),
				arguments("{\"user_name\":\"a\",\"stay\":[true]" + PASSWORD, "stay", "wrong_type"),
				arguments("{\"user_name\":\"a\",\"count\":\"1\"" + PASSWORD, "count", "wrong_type"),
				arguments("{\"user_name\":\"a\",\"count\":1.0" + PASSWORD, "count", "wrong_type"),
				arguments("{\"user_name\":\"a\",\"count\":99999999999" + PASSWORD, "count", "wrong_type"));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void whatIsNotExactlyRightIsRefused(String body, String field, String code) {
		Problem problem = refusal(body.getBytes(StandardCharsets.UTF_8));
		assertThat(problem.status().value()).isEqualTo(400);
		assertThat(problem.code()).isEqualTo("validation");
		assertThat(problem.errors()).singleElement().satisfies((error) -> {
			assertThat(error.field()).isEqualTo(field);
			assertThat(error.code()).isEqualTo(code);
		});
	}

	@Test
	void bytesThatAreNotUtf8AreRefused() {
		byte[] body = "{\"user_name\":\"é\",\"pass_word\":\"x\"}".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(refusal(body).errors()).extracting(FieldError::code).containsExactly("malformed");
		assertThat(refusal("{}".getBytes(StandardCharsets.UTF_16)).code()).isEqualTo("validation");
	}

	@Test
	void everyMisfitIsToldAtOnce() {
		assertThat(refusal("{\"extra\":1}".getBytes(StandardCharsets.UTF_8)).errors())
			.extracting((error) -> error.field() + " " + error.code())
			.containsExactly("extra unknown_field", "user_name required", "pass_word required");
	}

	@Test
	void emojiAndOtherPlanesAreText() {
		assertThat(read("{\"user_name\":\"\\ud83d\\ude00 é 😀\"" + PASSWORD).userName()).isEqualTo("😀 é 😀");
	}

	@Test
	void answersKeepTheOrderAndTellTimesInUtc() {
		String written = new String(this.json.write(new View("z", null, Instant.parse("2030-01-02T03:04:05Z"))),
				StandardCharsets.UTF_8);
		assertThat(written)
			.isEqualTo("{\"last_name\":\"z\",\"first_name\":null,\"created_at\":\"2030-01-02T03:04:05Z\"}");
	}

	@Test
	void aSecretIsNeverWritten() {
		assertThatExceptionOfType(JacksonException.class)
			.isThrownBy(() -> this.json.write(new Form("a", Secret.of("hidden"), null, null)));
	}

	private Form read(String body) {
		return this.json.read(body.getBytes(StandardCharsets.UTF_8), Form.class);
	}

	private Problem refusal(byte[] body) {
		return catchThrowableOfType(ProblemException.class, () -> this.json.read(body, Form.class)).problem();
	}

	@Test
	void aRecordThatCannotBeInvalidRefusesForItself() {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> this.json.read("{\"age\":-1}".getBytes(StandardCharsets.UTF_8), Age.class))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("age"));
	}

	@Test
	void fieldsThatTheHostDeclaredAreGatheredWhereARecordAsksForThem() {
		StrictJson declaring = new StrictJson(new ExtraFields(Set.of("phone", "company")));
		byte[] body = "{\"name\":\"ada\",\"phone\":\"1\"}".getBytes(StandardCharsets.UTF_8);
		assertThat(declaring.read(body, Open.class)).isEqualTo(new Open("ada", Map.of("phone", "1")));
		byte[] none = "{\"name\":\"ada\"}".getBytes(StandardCharsets.UTF_8);
		assertThat(declaring.read(none, Open.class).moreFields()).isEmpty();
		assertThat(this.json.read(none, Open.class).moreFields()).isEmpty();
		assertThat(refusal(this.json, body, Open.class)).containsExactly("phone unknown_field");
		assertThat(refusal(declaring, body, Age.class)).contains("phone unknown_field");
	}

	@Test
	void nothingButTheDeclaredFieldsIsGathered() {
		StrictJson declaring = new StrictJson(new ExtraFields(Set.of("phone")));
		for (String more : new String[] { "\"more_fields\":{\"phone\":\"1\"}", "\"more_fields\":{}",
				"\"moreFields\":{}", "\"roles\":\"ADMIN\"" }) {
			byte[] body = ("{\"name\":\"ada\"," + more + "}").getBytes(StandardCharsets.UTF_8);
			assertThat(refusal(declaring, body, Open.class)).as(more)
				.hasSize(1)
				.first()
				.asString()
				.endsWith("unknown_field");
		}
		for (String value : new String[] { "1", "true", "null", "[\"1\"]", "{\"phone\":\"1\"}" }) {
			byte[] body = ("{\"name\":\"ada\",\"phone\":" + value + "}").getBytes(StandardCharsets.UTF_8);
			assertThat(refusal(declaring, body, Open.class)).as(value).containsExactly("phone wrong_type");
		}
	}

	private static List<String> refusal(StrictJson json, byte[] body, Class<? extends Record> type) {
		return catchThrowableOfType(ProblemException.class, () -> json.read(body, type)).problem()
			.errors()
			.stream()
			.map((error) -> error.field() + " " + error.code())
			.toList();
	}

	record Open(String name, @DeclaredFields Map<String, String> moreFields) {

	}

	record Age(int age) {

		Age {
			if (age < 0) {
				throw new InvalidInputException("age", "negative", "Nobody is.");
			}
		}

	}

	record Form(@JsonAlias("login") String userName, Secret passWord, @Nullable Boolean stay, @Nullable Integer count) {

	}

	record View(String lastName, @Nullable String firstName, Instant createdAt) {

	}

}
