package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.login.PasswordChangeAttempt;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.TokenOffer;
import io.github.jwtauth.password.PasswordChanged;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * New passwords of one account at the same time: each proof has one effect.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PasswordRaceContract {

	private static final String NEXT = "another horse, another battery ";

	private TestHouse house;

	private TestRooms rooms;

	private TestPasswords passwords;

	/** The database. */
	abstract Map<String, String> database();

	@BeforeAll
	void open() {
		this.house = TestHouse.on(database());
		this.rooms = new TestRooms(this.house, Duration.ofSeconds(30));
		this.passwords = new TestPasswords(this.house, this.rooms);
	}

	@AfterAll
	void close() {
		if (this.house != null) {
			this.house.close();
		}
	}

	@Test
	void ofTwentyPasswordsForOneTokenOneIsSet() {
		for (int round = 0; round < 5; round++) {
			KnownAccount account = somebody();
			this.rooms.logIn(account);
			this.rooms.events.clear();
			this.rooms.notices.clear();
			Secret token = this.passwords.tokens.issue(new TokenOffer(OneTimeTokenPurpose.PASSWORD_RESET,
					account.subject(), Duration.ofHours(1), null, email(account)));
			List<Callable<String>> works = new ArrayList<>();
			IntStream.range(0, 20)
				.forEach((i) -> works.add(() -> outcome(
						() -> this.passwords.reset.confirm(token, password(NEXT + i), TestDevices.laptop()))));
			List<String> results = TestRace.between(works);

			assertThat(results.stream().filter("done"::equals)).hasSize(1);
			assertThat(results.stream().filter("invalid_token"::equals)).hasSize(19);
			assertThat(hash(account)).isEqualTo("{test}" + NEXT + results.indexOf("done"));
			assertOneEffect(account, NoticeKind.PASSWORD_RESET);
			assertThat(this.rooms.devices.list(account.id())).isEmpty();
		}
	}

	@Test
	void ofManyChangesOfOneSessionOneWins() {
		for (int round = 0; round < 5; round++) {
			KnownAccount account = somebody();
			TokenPair session = this.rooms.logIn(account);
			this.rooms.events.clear();
			this.rooms.notices.clear();
			List<Callable<String>> works = new ArrayList<>();
			// As many as may fail before the session has to wait.
			IntStream.range(0, 5)
				.forEach((i) -> works
					.add(() -> outcome(() -> this.passwords.change.change(new PasswordChangeAttempt(account.id(),
							session.session().id(), password("first"), password(NEXT + i), TestDevices.laptop())))));
			List<String> results = TestRace.between(works);

			assertThat(results.stream().filter("done"::equals)).hasSize(1);
			assertThat(results.stream().filter("invalid_credentials"::equals)).hasSize(4);
			assertThat(hash(account)).isEqualTo("{test}" + NEXT + results.indexOf("done"));
			assertOneEffect(account, NoticeKind.PASSWORD_CHANGED);
			assertThat(this.rooms.devices.list(account.id())).hasSize(1);
		}
	}

	@Test
	void resetThatRacesAChangeIsOneOfThem() {
		for (int round = 0; round < 10; round++) {
			KnownAccount account = somebody();
			TokenPair session = this.rooms.logIn(account);
			this.rooms.events.clear();
			this.rooms.notices.clear();
			Secret token = this.passwords.tokens.issue(new TokenOffer(OneTimeTokenPurpose.PASSWORD_RESET,
					account.subject(), Duration.ofHours(1), null, email(account)));
			List<String> results = TestRace.between(List.<Callable<String>>of(
					() -> outcome(
							() -> this.passwords.reset.confirm(token, password(NEXT + "r"), TestDevices.laptop())),
					() -> outcome(() -> this.passwords.change.change(new PasswordChangeAttempt(account.id(),
							session.session().id(), password("first"), password(NEXT + "c"), TestDevices.laptop())))));
			assertThat(results.stream().filter("done"::equals)).hasSize(1);
			assertThat(version(account)).isEqualTo(account.subject().credentialVersion() + 1);
		}
	}

	@Test
	void deletionThatRacesAResetIsOneOfThem() {
		for (int round = 0; round < 6; round++) {
			KnownAccount account = somebody();
			this.rooms.logIn(account);
			Secret token = this.passwords.tokens.issue(new TokenOffer(OneTimeTokenPurpose.PASSWORD_RESET,
					account.subject(), Duration.ofHours(1), null, email(account)));
			List<String> results = TestRace.between(List.<Callable<String>>of(
					() -> outcome(
							() -> this.passwords.reset.confirm(token, password(NEXT + "r"), TestDevices.laptop())),
					() -> outcome(() -> this.passwords.deletion.delete(account.id(), new SessionId(UUID.randomUUID()),
							password("first"), TestDevices.laptop()))));
			boolean deleted = results.get(1).equals("done");
			assertThat(results)
				.isEqualTo(deleted ? List.of("invalid_token", "done") : List.of("done", "invalid_credentials"));
			assertThat(this.rooms.accounts.findByKey(account.account().key()).isEmpty()).isEqualTo(deleted);
			assertThat(this.rooms.devices.list(account.id())).isEmpty();
			assertThat(this.house.sql()
				.queryForObject("select count(*) from jwtauth_one_time_token where account_id = ?", Integer.class,
						account.id().value()))
				.isZero();
		}
	}

	private void assertOneEffect(KnownAccount account, NoticeKind kind) {
		assertThat(version(account)).isEqualTo(account.subject().credentialVersion() + 1);
		assertThat(this.house.sql()
			.queryForObject("select count(*) from jwtauth_password_history where account_id = ?", Integer.class,
					account.id().value()))
			.isEqualTo(1);
		// More than once where a transaction was repeated: these are not undone.
		assertThat(this.rooms.notices.all(kind)).isNotEmpty();
		assertThat(this.rooms.events.stream().filter(PasswordChanged.class::isInstance)).isNotEmpty();
	}

	private KnownAccount somebody() {
		KnownAccount account = this.rooms.somebody();
		this.house.get(AccountStore.class).setPasswordHash(account.account().key(), Secret.of("{test}first"));
		return this.rooms.lookup.byId(account.id()).orElseThrow();
	}

	private long version(KnownAccount account) {
		return this.house.get(SubjectStore.class).find(account.id()).orElseThrow().credentialVersion();
	}

	private String hash(KnownAccount account) {
		return this.house.sql()
			.queryForObject("select password_hash from jwtauth_account where account_key = ?", String.class,
					account.account().key());
	}

	private static String email(KnownAccount account) {
		return account.account().email().canonical();
	}

	private static String outcome(Runnable work) {
		try {
			work.run();
			return "done";
		}
		catch (AuthException ex) {
			return ex.code().code();
		}
	}

	private static RawPassword password(String text) {
		return RawPassword.of(Secret.of(text), "new_password");
	}

}
