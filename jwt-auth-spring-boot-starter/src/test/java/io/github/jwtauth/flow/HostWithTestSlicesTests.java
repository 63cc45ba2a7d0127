package io.github.jwtauth.flow;

import io.github.jwtauth.host.HostApplication;
import io.github.jwtauth.host.Note;
import io.github.jwtauth.host.NoteRepository;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.autoconfigure.json.JsonTest;
import org.springframework.boot.test.json.JacksonTester;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host tests its own parts in slices, and its slices have nothing of ours in them: no
 * tables, no secret to configure. What a slice of web controllers gets is in the tests of
 * {@code boot.web}.
 */
class HostWithTestSlicesTests {

	private static void assertNothingOfOursIn(ApplicationContext context) {
		assertThat(context.getBeanDefinitionNames())
			.noneMatch((name) -> name.startsWith("jwtAuth") || name.startsWith("io.github.jwtauth.boot"));
	}

	@Nested
	@DataJpaTest
	@ContextConfiguration(classes = { HostApplication.class, Repositories.OwnScan.class })
	class Repositories {

		@Autowired
		private NoteRepository notes;

		@Autowired
		private ApplicationContext context;

		@Test
		void workWithItsOwnEntityScan() {
			Note note = this.notes.save(new Note("mine"));
			assertThat(this.notes.findById(note.getId())).isPresent();
			assertNothingOfOursIn(this.context);
		}

		@Configuration(proxyBeanMethods = false)
		@EntityScan(basePackageClasses = Note.class)
		@EnableJpaRepositories(basePackageClasses = Note.class)
		static class OwnScan {

		}

	}

	@Nested
	@JdbcTest
	@ContextConfiguration(classes = HostApplication.class)
	class Statements {

		@Autowired
		private JdbcClient jdbc;

		@Autowired
		private ApplicationContext context;

		@Test
		void findNoTableOfOurs() {
			assertThat(this.jdbc
				.sql("select count(*) from information_schema.tables where lower(table_name) like 'jwtauth%'")
				.query(Integer.class)
				.single()).isZero();
			assertNothingOfOursIn(this.context);
		}

	}

	@Nested
	@JsonTest
	@ContextConfiguration(classes = HostApplication.class)
	class Json {

		@Autowired
		private JacksonTester<Note> json;

		@Autowired
		private ApplicationContext context;

		@Test
		void isWrittenByTheHostsMapper() throws Exception {
			assertThat(this.json.write(new Note("mine")).getJson()).contains("\"text\":\"mine\"");
			assertNothingOfOursIn(this.context);
		}

	}

}
