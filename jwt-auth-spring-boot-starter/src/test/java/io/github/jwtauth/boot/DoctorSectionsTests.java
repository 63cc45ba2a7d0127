package io.github.jwtauth.boot;

import java.util.List;
import java.util.Map;

import io.github.jwtauth.boot.http.Doctor;
import io.github.jwtauth.boot.http.JwtAuthDoctorAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the doctor says of a configuration, and what of it stands in the log.
 */
@ExtendWith(OutputCaptureExtension.class)
class DoctorSectionsTests {

	private static final String PREVIOUS = "DIdPELTOtcM04A0QOAywUSTOW4CN-DVEzeGMGyaLCtM";

	private final WebApplicationContextRunner runner = TestStarter.runner()
		.withConfiguration(AutoConfigurations.of(JwtAuthDoctorAutoConfiguration.class));

	@Test
	void aGoodConfigurationHasNoWarnings(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(context.getBean(Doctor.class).examine()).containsEntry("status", "ok")
				.containsEntry("warnings", List.of());
			assertThat(section(context, "secret")).containsEntry("source", "jwtauth.secret")
				.containsEntry("previous", List.of())
				.doesNotContainKey("previous_can_go");
			assertThat(section(context, "keys")).containsEntry("source", "generated, in the database")
				.containsEntry("algorithm", "ES256");
			assertThat(section(context, "cross-site")).containsEntry("own_origin", "https://app.example.com")
				.containsEntry("csrf_token", "not asked for");
			assertThat(section(context, "hashing")).containsEntry("encoder", "argon2id").containsEntry("running", 0);
		});
		assertThat(output).doesNotContain("Doctor");
	}

	@Test
	void whatToThinkAboutIsWarnedOfAtTheStart(CapturedOutput output) {
		this.runner
			.withPropertyValues("jwtauth.access-token.session-check=none",
					"jwtauth.cors.allowed-origins=http://shop.example.com,http://localhost:5173")
			.run((context) -> assertThat(context.getBean(Doctor.class).warnings()).hasSize(2));
		assertThat(output).contains("An access token outlives its session by up to 15 minutes")
			.contains("http://shop.example.com sends over plain http")
			.doesNotContain("localhost:5173");
	}

	@Test
	void previousSecretsAreNamedByTheirIds() { // decision 5, R-90
		this.runner.withPropertyValues("jwtauth.previous-secrets=" + PREVIOUS).run((context) -> {
			Map<?, ?> secret = section(context, "secret");
			assertThat((List<?>) secret.get("previous")).singleElement().asString().matches("[0-9a-f]{8}");
			assertThat(secret.get("signing_keys_under_previous")).isEqualTo(0L);
			assertThat(secret.get("second_factors_under_previous")).isEqualTo(0L);
			assertThat(secret.get("previous_can_go").toString()).contains("14 days");
			assertThat(context.getBean(Doctor.class).examine().toString()).doesNotContain(PREVIOUS, TestStarter.SECRET);
		});
	}

	@SuppressWarnings("unchecked")
	private static Map<Object, Object> section(ApplicationContext context, String name) {
		Map<String, Object> sections = (Map<String, Object>) context.getBean(Doctor.class).examine().get("sections");
		return (Map<Object, Object>) sections.get(name);
	}

}
