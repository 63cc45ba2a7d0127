package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.registration.ExternalIdentity;
import io.github.jwtauth.registration.RegistrationOutcome;
import io.github.jwtauth.registration.RegistrationOutcome.VerificationRequired;
import io.github.jwtauth.registration.TestRegistration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Registrations and proofs of one address at the same time, on real databases.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RegistrationRaceContract {

	private TestHouse house;

	private TestRooms rooms;

	abstract Map<String, String> database();

	@BeforeAll
	void open() {
		this.house = TestHouse.on(database());
		this.rooms = new TestRooms(this.house, Duration.ofSeconds(30));
	}

	@BeforeEach
	void clear() {
		this.house.clear();
		this.rooms.mailbox.sent.clear();
	}

	@AfterAll
	void close() {
		if (this.house != null) {
			this.house.close();
		}
	}

	@Test
	void twentyRegistrationsOfOneAddressMakeOneAccount() {
		for (int round = 0; round < 3; round++) {
			this.house.clear();
			this.rooms.mailbox.sent.clear();
			String email = UUID.randomUUID() + "@example.com";
			List<Callable<RegistrationOutcome>> all = new ArrayList<>();
			for (int person = 0; person < 20; person++) {
				String password = "password of person " + person;
				all.add(() -> this.rooms.registration.registration.register(TestRegistration.form(email, password)));
			}
			assertThat(TestRace.between(all)).containsOnly(new VerificationRequired(EmailAddress.of(email), null));
			assertThat(count("jwtauth_account")).isEqualTo(1);
			assertThat(count("jwtauth_one_time_token")).isEqualTo(1);
			assertThat(count("jwtauth_account_details")).isEqualTo(1);
			Account winner = this.rooms.accounts.findByIdentifier(email).orElseThrow();
			assertThat(Objects.requireNonNull(winner.passwordHash()).reveal()).startsWith("{test}password of person ");
			assertThat(this.rooms.mailbox.sent.stream()
				.filter((notice) -> verifies(Objects.requireNonNull(notice.token())))).hasSize(1);
			assertThat(this.rooms.accounts.findByIdentifier(email).orElseThrow().emailVerified()).isTrue();
		}
	}

	@Test
	void twentyProofsAtOnceAreOne() {
		for (int round = 0; round < 3; round++) {
			String email = UUID.randomUUID() + "@example.com";
			AccountNotice notice = register(email);
			Secret link = Objects.requireNonNull(notice.token());
			assertThat(TestRace.of(20, () -> verifies(link))).containsOnlyOnce(true);
			assertThat(verifies(link)).isFalse();
		}
	}

	@Test
	void guessesAtOnceAreFiveAttempts() {
		String email = UUID.randomUUID() + "@example.com";
		AccountNotice notice = register(email);
		Secret right = Objects.requireNonNull(notice.code());
		Secret wrong = Secret.of((right.reveal().charAt(0) == '9' ? "0" : "9") + right.reveal().substring(1));
		TestRace.of(20, () -> verifies(email, wrong));
		assertThat(verifies(email, right)).isFalse();
		assertThat(verifies(Objects.requireNonNull(notice.token()))).isTrue();
	}

	@Test
	void proofAndSecondRegistrationAtOnceLeaveOneOwner() {
		for (int round = 0; round < 10; round++) {
			String email = UUID.randomUUID() + "@example.com";
			Secret link = Objects.requireNonNull(register(email).token());
			String before = this.rooms.accounts.findByIdentifier(email).orElseThrow().key();
			List<Boolean> results = TestRace.between(List.<Callable<Boolean>>of(() -> verifies(link), () -> {
				register(email);
				return true;
			}));
			Account account = this.rooms.accounts.findByIdentifier(email).orElseThrow();
			assertThat(account.emailVerified()).isEqualTo(results.get(0));
			assertThat(account.key().equals(before)).isEqualTo(results.get(0));
		}
	}

	@Test
	void loginsWithAProviderTakeTheSquattersPlaceOnce() {
		for (int round = 0; round < 3; round++) {
			String email = UUID.randomUUID() + "@example.com";
			register(email);
			ExternalIdentity owner = ExternalIdentity.of("https://id.example", UUID.randomUUID().toString())
				.withEmail(EmailAddress.of(email), true);
			List<String> outcomes = TestRace.of(10, () -> this.rooms.signIn.signIn(owner).getClass().getSimpleName());
			assertThat(new HashSet<>(outcomes)).containsExactly("Admitted");
			Account account = this.rooms.accounts.findByIdentifier(email).orElseThrow();
			assertThat(account.emailVerified()).isTrue();
			assertThat(account.passwordHash()).isNull();
		}
	}

	private AccountNotice register(String email) {
		this.rooms.registration.registration.register(TestRegistration.form(email, "password of mine"));
		return this.rooms.mailbox.sent.get(this.rooms.mailbox.sent.size() - 1);
	}

	private boolean verifies(Secret link) {
		return isTaken(() -> this.rooms.registration.verification.verify(link, null));
	}

	private boolean verifies(String email, Secret code) {
		return isTaken(() -> this.rooms.registration.verification.verify(EmailAddress.of(email), code, null));
	}

	private static boolean isTaken(Runnable proof) {
		try {
			proof.run();
			return true;
		}
		catch (AuthException ex) {
			assertThat(ex.code()).isEqualTo(AuthErrorCode.INVALID_ONE_TIME_TOKEN);
			return false;
		}
	}

	private long count(String table) {
		Long count = this.house.sql().queryForObject("select count(*) from " + table, Long.class);
		return (count != null) ? count : -1;
	}

}
