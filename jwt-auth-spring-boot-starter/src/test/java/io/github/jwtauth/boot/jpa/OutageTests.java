package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.account.TestAccounts;
import io.github.jwtauth.session.TokenPair;
import io.github.jwtauth.token.SigningKeyStore;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A database that does not answer is never a verdict.
 */
class OutageTests {

	@Test
	void everyWayToADatabaseThatIsGoneSaysUnavailable() {
		try (TestHouse house = TestHouse.on(TestDatabases.h2())) {
			TestRooms rooms = new TestRooms(house, Duration.ofSeconds(30));
			KnownAccount account = rooms.somebody();
			TokenPair tokens = rooms.logIn(account);
			house.get(HikariDataSource.class).close();
			Stream
				.<ThrowingCallable>of(() -> rooms.lookup.byId(account.id()),
						() -> rooms.lookup.byIdentifier("nobody@example.com"), () -> rooms.logIn(account),
						() -> rooms.refresh(tokens), () -> rooms.logout.byRefreshToken(tokens.refreshToken()),
						() -> rooms.devices.list(account.id()),
						() -> rooms.devices.rename(account.id(), tokens.session().id(), "name"),
						() -> rooms.changes.disabled(account.id()), rooms.feed::reload,
						() -> house.get(SigningKeyStore.class).findAll(),
						() -> house.get(AccountStore.class).insertIfAbsent(TestAccounts.somebody()))
				.forEach(OutageTests::assertUnavailable);
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
	void connectionThatIsLostInsideATransactionSaysUnavailable(TestDatabases.Product product) {
		try (TestHouse house = TestHouse.on(product.create())) {
			boolean postgres = product == TestDatabases.Product.POSTGRESQL;
			assertUnavailable(() -> house.transactions().alone(() -> {
				Long id = house.sql()
					.queryForObject("select " + (postgres ? "pg_backend_pid()" : "connection_id()"), Long.class);
				TestRace.of(1, () -> {
					house.sql().execute((postgres ? "select pg_terminate_backend(%d)" : "kill %d").formatted(id));
					return true;
				});
				return house.get(SubjectStore.class).subjectOf("somebody");
			}));
			assertThat(house.get(SubjectStore.class).subjectOf("somebody").accountKey()).isEqualTo("somebody");
		}
	}

	@Test
	void exhaustedPoolSaysUnavailableAndTheTokenStaysGood() { // F-07
		Map<String, String> database = TestDatabases.postgres();
		try (TestHouse house = TestHouse.on(database, "spring.datasource.hikari.maximum-pool-size=1",
				"spring.datasource.hikari.connection-timeout=500")) {
			TestRooms rooms = new TestRooms(house, Duration.ofSeconds(30));
			TokenPair tokens = rooms.logIn(rooms.somebody());
			CountDownLatch held = new CountDownLatch(1);
			CountDownLatch released = new CountDownLatch(1);
			TestRace.between(List.<Callable<Object>>of(() -> house.transactions().alone(() -> {
				held.countDown();
				return await(released);
			}), () -> {
				await(held);
				assertUnavailable(() -> rooms.refresh(tokens));
				released.countDown();
				return true;
			}));
			assertThat(rooms.refresh(tokens).session().id()).isEqualTo(tokens.session().id());
		}
	}

	@Test
	void stormOfSerializationFailuresIsNeverAVerdict() { // F-06
		try (TestHouse house = TestHouse.on(TestDatabases.postgres(),
				"spring.datasource.hikari.transaction-isolation=TRANSACTION_SERIALIZABLE")) {
			TestRooms rooms = new TestRooms(house, Duration.ofSeconds(30));
			KnownAccount account = rooms.somebody();
			TokenPair tokens = rooms.logIn(account);
			List<String> answers = TestRace.of(50, () -> {
				try {
					house.get(AccountStore.class).insertIfAbsent(TestAccounts.somebody());
					rooms.changes.rolesChanged(account.id());
					return rooms.refresh(tokens).refreshToken().reveal();
				}
				catch (AuthException ex) {
					return ex.code().code();
				}
			});
			assertThat(answers).allMatch((answer) -> answer.startsWith("jar_") || answer.equals("unavailable"))
				.anyMatch((answer) -> answer.startsWith("jar_"));
			assertThat(rooms.devices.list(account.id())).hasSize(1);
		}
	}

	private static void assertUnavailable(ThrowingCallable call) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(call)
			.returns(AuthErrorCode.UNAVAILABLE, AuthException::code);
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
