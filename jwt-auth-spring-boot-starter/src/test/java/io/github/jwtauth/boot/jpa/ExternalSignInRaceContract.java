package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.login.ExchangeAttempt;
import io.github.jwtauth.registration.ExternalIdentity;
import io.github.jwtauth.registration.ExternalSignInOutcome.Admitted;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins with a provider at the same time, on real databases.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExternalSignInRaceContract {

	private TestHouse house;

	private TestRooms rooms;

	abstract Map<String, String> database();

	@BeforeAll
	void open() {
		this.house = TestHouse.on(database());
		this.rooms = new TestRooms(this.house, Duration.ofSeconds(30));
	}

	@AfterAll
	void close() {
		if (this.house != null) {
			this.house.close();
		}
	}

	@Test
	void twentyExchangesOfOneTokenOpenOneSession() {
		for (int round = 0; round < 5; round++) {
			Admitted admitted = signIn(stranger());
			List<Optional<AuthErrorCode>> answers = TestRace.of(20, () -> refusalOf(admitted));
			assertThat(answers).containsOnlyOnce(Optional.empty())
				.containsOnly(Optional.empty(), Optional.of(AuthErrorCode.INVALID_TOKEN));
			assertThat(count("jwtauth_one_time_token")).isZero();
		}
	}

	@Test
	void concurrentFirstLoginsOfOnePersonMakeOneAccount() {
		for (int round = 0; round < 5; round++) {
			String email = UUID.randomUUID() + "@example.com";
			for (ExternalIdentity identity : List.of(stranger(), stranger().withEmail(EmailAddress.of(email), true))) {
				long before = count("jwtauth_account");
				List<Admitted> all = TestRace.of(10, () -> signIn(identity));
				assertThat(new HashSet<>(all.stream().map(this::open).toList())).hasSize(1);
				assertThat(count("jwtauth_account")).isEqualTo(before + 1);
			}
		}
	}

	@Test
	void twoProvidersWithOneAddressAtTheSameTimeMakeOneAccount() {
		for (int round = 0; round < 5; round++) {
			EmailAddress email = EmailAddress.of(UUID.randomUUID() + "@example.com");
			List<Callable<Admitted>> logins = List
				.of(stranger().withEmail(email, true), stranger().withEmail(email, true))
				.stream()
				.<Callable<Admitted>>map((identity) -> () -> signIn(identity))
				.toList();
			List<Admitted> both = TestRace.between(logins);
			assertThat(open(both.get(0))).isEqualTo(open(both.get(1)));
		}
	}

	@Test
	void exchangesThatRaceACredentialChangeLeaveNoSession() {
		for (int round = 0; round < 20; round++) {
			KnownAccount owner = this.rooms.somebody();
			EmailAddress email = owner.account().email();
			Admitted admitted = signIn(stranger().withEmail(email, true));
			TestRace.between(List.<Callable<Object>>of(() -> refusalOf(admitted),
					() -> this.rooms.changes.credentialsChanged(owner.id())));
			assertThat(this.rooms.devices.list(owner.id())).isEmpty();
		}
	}

	private static ExternalIdentity stranger() {
		return ExternalIdentity.of("https://id.example", UUID.randomUUID().toString());
	}

	private Admitted signIn(ExternalIdentity identity) {
		return (Admitted) this.rooms.signIn.signIn(identity);
	}

	private AccountId open(Admitted admitted) {
		return this.rooms.exchange.exchange(attempt(admitted)).tokens().account().id();
	}

	private Optional<AuthErrorCode> refusalOf(Admitted admitted) {
		try {
			open(admitted);
			return Optional.empty();
		}
		catch (AuthException ex) {
			return Optional.of(ex.code());
		}
	}

	private static ExchangeAttempt attempt(Admitted admitted) {
		return new ExchangeAttempt(admitted.exchangeToken(), admitted.browser(), TestDevices.laptop(), null);
	}

	private long count(String table) {
		Long count = this.house.sql().queryForObject("select count(*) from " + table, Long.class);
		return (count != null) ? count : -1;
	}

}
