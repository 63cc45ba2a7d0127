package io.github.jwtauth.boot.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.http.DoctorSection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is dubious is warned of, in the log and by the doctor.
 */
class DoctorConfigurationTests {

	private final WebApplicationContextRunner runner = TestStarter.runner();

	@Test
	void theDoctorTellsWhatTheConfigurationCameTo() {
		this.runner.run((context) -> {
			DoctorSection section = context.getBean("jwtAuthConfigurationDoctorSection", DoctorSection.class);
			assertThat(section.name()).isEqualTo("configuration");
			assertThat(section.warnings()).isEmpty();
			assertThat(section.facts()).containsEntry("database", "kept")
				.containsEntry("accounts", "table")
				.containsEntry("issuer", "https://app.example.com");
			assertThat(section.facts().toString()).doesNotContain(TestStarter.SECRET);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "jwtauth.password.min-length=11", "jwtauth.cookie.secure=false",
			"spring.h2.console.enabled=true" })
	void whatIsDubiousIsWarnedOf(String line) {
		String property = line.substring(0, line.indexOf('='));
		this.runner.withPropertyValues(line, "jwtauth.password.allow-short-passwords=true")
			.run((context) -> assertThat(warnings(context)).singleElement().asString().contains(property));
	}

	@Test
	void shortPasswordsBesideARequiredFactorAreFine() {
		this.runner.withPropertyValues("jwtauth.password.min-length=8", "jwtauth.mfa.mode=required")
			.run((context) -> assertThat(warnings(context)).isEmpty());
	}

	@Test
	void whatBelongsToATrialIsNot() {
		this.runner
			.withPropertyValues("jwtauth.secret=", "jwtauth.public-url=", "jwtauth.cookie.secure=false",
					"spring.h2.console.enabled=true")
			.withBean(DataSource.class, () -> new DriverManagerDataSource("jdbc:h2:mem:doctor", "sa", ""))
			.run((context) -> assertThat(warnings(context)).isEmpty());
	}

	private static List<String> warnings(ApplicationContext context) {
		return context.getBean("jwtAuthConfigurationDoctorSection", DoctorSection.class).warnings();
	}

}
