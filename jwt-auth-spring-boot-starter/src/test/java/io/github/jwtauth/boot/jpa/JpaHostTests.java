package io.github.jwtauth.boot.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.github.jwtauth.host.Note;
import io.github.jwtauth.host.NoteRepository;
import io.github.jwtauth.token.SigningAlgorithm;
import io.github.jwtauth.token.SigningKeyStore;
import io.github.jwtauth.token.StoredSigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.jpa.EntityManagerFactoryBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hosts bring their entities in their own ways, and our tables are beside them.
 */
class JpaHostTests {

	@ParameterizedTest
	@ValueSource(classes = { PlainHost.class, HostWithExplicitScans.class, HostThatScansUsToo.class,
			HostWithItsOwnFactory.class })
	void entitiesOfHostAndStarterWorkSideBySide(Class<?> host) {
		try (TestHouse house = TestHouse.on(TestDatabases.h2(), List.of(host),
				"spring.jpa.hibernate.ddl-auto=update")) {
			Note note = house.get(NoteRepository.class).save(new Note("mine"));
			assertThat(house.get(NoteRepository.class).findById(note.getId())).map(Note::getText).contains("mine");
			assertKeysWork(house.get(SigningKeyStore.class));
		}
	}

	@Test
	void hostWithoutEntitiesStarts() {
		try (TestHouse house = TestHouse.on(TestDatabases.postgres())) {
			assertKeysWork(house.get(SigningKeyStore.class));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "create-drop", "create", "update" })
	void ddlAutoOfTheHostDoesNotTouchOurTables(String ddlAuto) { // decision 18
		Map<String, String> database = TestDatabases.h2();
		try (TestHouse first = TestHouse.on(database)) {
			first.get(SigningKeyStore.class).insertIfAbsent(key());
			try (TestHouse host = TestHouse.on(database, List.of(PlainHost.class),
					"spring.jpa.hibernate.ddl-auto=" + ddlAuto)) {
				host.get(NoteRepository.class).save(new Note("mine"));
				assertThat(host.get(SigningKeyStore.class).findAll()).hasSize(1);
			}
			assertThat(first.get(SigningKeyStore.class).findAll()).hasSize(1);
		}
	}

	@Test
	void keysAreReadAsTheyAreAndNotAsASessionRemembersThem() {
		try (TestHouse house = TestHouse.on(TestDatabases.h2())) {
			SigningKeyStore store = house.get(SigningKeyStore.class);
			store.insertIfAbsent(key());
			TestRequest.withOpenSession(house, () -> {
				assertThat(store.findAll()).singleElement()
					.extracting(StoredSigningKey::sealedPrivateKey)
					.isEqualTo(new byte[] { 2 });
				house.sql().update("update jwtauth_signing_key set sealed_private_key = ?", new byte[] { 3 });
				assertThat(store.findAll()).singleElement()
					.extracting(StoredSigningKey::sealedPrivateKey)
					.isEqualTo(new byte[] { 3 });
			});
		}
	}

	private static void assertKeysWork(SigningKeyStore store) {
		assertThat(store.insertIfAbsent(key())).isTrue();
		store.reseal("kid", new byte[] { 9 });
		assertThat(store.findAll()).singleElement()
			.extracting(StoredSigningKey::sealedPrivateKey)
			.isEqualTo(new byte[] { 9 });
		store.delete("kid");
		assertThat(store.findAll()).isEmpty();
	}

	private static StoredSigningKey key() {
		return new StoredSigningKey("kid", SigningAlgorithm.ES256, 1, new byte[] { 1 }, new byte[] { 2 }, Instant.now(),
				Instant.now());
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Note.class)
	static class PlainHost {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Note.class)
	@EnableJpaRepositories(basePackageClasses = Note.class)
	static class HostWithExplicitScans {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackages = { "io.github.jwtauth.host", "io.github.jwtauth.boot" })
	static class HostThatScansUsToo {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Note.class)
	static class HostWithItsOwnFactory {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(EntityManagerFactoryBuilder builder,
				DataSource dataSource) {
			return builder.dataSource(dataSource).packages(Note.class).persistenceUnit("host").build();
		}

	}

}
