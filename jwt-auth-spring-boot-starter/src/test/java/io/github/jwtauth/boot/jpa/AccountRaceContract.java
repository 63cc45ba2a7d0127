package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Logins, refreshes and ends of one account at the same time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AccountRaceContract {

	private TestHouse house;

	private TestRooms rooms;

	/** The database. */
	abstract Map<String, String> database();

	/** A query that counts transactions of this database that wait for a lock. */
	abstract String waiting();

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
	void manyLoginsAtOnceStayWithinTheCap() {
		for (int round = 0; round < 5; round++) {
			KnownAccount account = this.rooms.somebody();
			TestRace.of(30, () -> this.rooms.logIn(account));
			assertThat(this.rooms.devices.list(account.id())).hasSize(20);
			assertThat(live(account)).isEqualTo(20);
		}
	}

	@Test
	void loginsThatRaceACredentialChangeLeaveNoneOfTheOldCredential() { // X-34, decision
																		// 17
		for (int round = 0; round < 50; round++) {
			KnownAccount before = this.rooms.somebody();
			List<Callable<Object>> works = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				works.add(() -> this.rooms.transactions.alone(() -> claimAndInsert(before)));
			}
			works.add(() -> this.rooms.changes.credentialsChanged(before.id()));
			List<Object> results = TestRace.between(works);
			long won = results.subList(0, 6).stream().filter(Boolean.TRUE::equals).count();
			assertThat(results.get(6)).isEqualTo((int) won);
			assertThat(this.rooms.devices.list(before.id())).isEmpty();
		}
	}

	@Test
	void refreshThatIsHeldBeforeItsCommitDoesNotOutliveTheEndOfAll() throws InterruptedException { // F-05
		KnownAccount account = this.rooms.somebody();
		TokenPair tokens = this.rooms.logIn(account);
		CountDownLatch rotated = new CountDownLatch(1);
		List<Object> results = TestRace.between(List.<Callable<Object>>of(() -> this.rooms.transactions.alone(() -> {
			int updated = this.house.sql()
				.update("update jwtauth_session set generation = generation + 1 where session_id = ?",
						tokens.session().id().value());
			rotated.countDown();
			awaitWaiters(1);
			return updated;
		}), () -> {
			await(rotated);
			return this.rooms.devices.endAll(account.id(), Optional.empty());
		}));
		assertThat(results).containsExactly(1, 1);
		assertThat(live(account)).isZero();
	}

	@Test
	void loginThatIsHeldBeforeItsCommitDoesNotOutliveTheEndOfAll() { // F-05
		KnownAccount account = this.rooms.somebody();
		CountDownLatch opened = new CountDownLatch(1);
		List<Object> results = TestRace.between(List.<Callable<Object>>of(() -> this.rooms.transactions.alone(() -> {
			boolean won = claimAndInsert(account);
			opened.countDown();
			awaitWaiters(1);
			return won;
		}), () -> {
			await(opened);
			return this.rooms.devices.endAll(account.id(), Optional.empty());
		}));
		assertThat(results).containsExactly(true, 1);
		assertThat(live(account)).isZero();
	}

	@Test
	void disabledAndDeletedAccountsAreRefusedAtTheirNextRefresh() {
		KnownAccount disabled = this.rooms.somebody();
		TokenPair first = this.rooms.logIn(disabled);
		this.house.sql()
			.update("update jwtauth_account set status = ? where account_key = ?", AccountStatus.DISABLED.name(),
					disabled.account().key());
		assertRefused(first, SessionEndReason.ACCOUNT_DISABLED);
		KnownAccount deleted = this.rooms.somebody();
		TokenPair second = this.rooms.logIn(deleted);
		this.house.sql().update("delete from jwtauth_account where account_key = ?", deleted.account().key());
		assertRefused(second, SessionEndReason.ACCOUNT_DELETED);
	}

	@Test
	void changedRolesComeWithTheNextRefresh() {
		KnownAccount account = this.rooms.somebody();
		TokenPair tokens = this.rooms.logIn(account);
		this.house.sql()
			.update("update jwtauth_account set roles = 'ADMIN,USER' where account_key = ?", account.account().key());
		assertThat(this.rooms.refresh(tokens).account().account().roles()).containsExactly("ADMIN", "USER");
	}

	@Test
	void endThatTookLongToCommitIsSeenByTheOtherNode() { // decision 7
		TestRooms other = new TestRooms(this.house, Duration.ZERO);
		other.feed.reload();
		KnownAccount account = this.rooms.somebody();
		TokenPair tokens = this.rooms.logIn(account);
		CountDownLatch ended = new CountDownLatch(1);
		CountDownLatch polled = new CountDownLatch(1);
		TestRace.between(List.<Callable<Object>>of(() -> this.rooms.transactions.alone(() -> {
			this.rooms.devices.end(account.id(), tokens.session().id());
			ended.countDown();
			return await(polled);
		}), () -> {
			await(ended);
			for (int second = 0; second < 3; second++) {
				other.feed.poll();
				assertThat(isRevoked(other, tokens)).isFalse();
				pause(1000);
			}
			polled.countDown();
			return true;
		}));
		other.feed.poll();
		assertThat(isRevoked(other, tokens)).isTrue();
		assertThat(isRevoked(this.rooms, tokens)).isTrue();
	}

	@Test
	void voidedTokensOfAnAccountAreSeenByTheOtherNode() {
		TestRooms other = new TestRooms(this.house, Duration.ZERO);
		other.feed.reload();
		TokenPair tokens = this.rooms.logIn(this.rooms.somebody());
		this.rooms.changes.rolesChanged(tokens.account().id());
		other.feed.poll();
		assertThat(isRevoked(other, tokens)).isTrue();
		this.rooms.refresh(tokens);
	}

	@Test
	void somebodyElsesSessionIsNotFound() {
		TokenPair victim = this.rooms.logIn(this.rooms.somebody());
		KnownAccount stranger = this.rooms.somebody();
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> this.rooms.devices.end(stranger.id(), victim.session().id()))
			.returns(AuthErrorCode.NOT_FOUND, AuthException::code);
		this.rooms.refresh(victim);
	}

	@Test
	void endedSessionKeepsNothingOfItsOwner() { // decision 26, R-34
		TokenPair tokens = this.rooms.logIn(this.rooms.somebody());
		this.rooms.logout.byRefreshToken(tokens.refreshToken());
		assertThat(this.house.sql()
			.queryForMap("select * from jwtauth_session where session_id = ?", tokens.session().id().value()))
			.containsEntry("end_reason", "LOGGED_OUT")
			.allSatisfy((column, value) -> {
				if (List
					.of("account_id", "amr", "device_name", "device_type", "browser", "os", "user_agent", "ip_address",
							"city", "country")
					.contains(column)) {
					assertThat(value).as(column).isNull();
				}
			});
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> this.rooms.refresh(tokens))
			.returns(SessionEndReason.LOGGED_OUT, SessionEndedException::reason);
	}

	private boolean claimAndInsert(KnownAccount account) {
		boolean won = this.house.get(SubjectStore.class)
			.claimLogin(account.id(), account.subject().credentialVersion(), Instant.now());
		if (won) {
			TestRows.insertSession(this.house, account.id());
		}
		return won;
	}

	private void assertRefused(TokenPair tokens, SessionEndReason reason) {
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> this.rooms.refresh(tokens))
			.returns(reason, SessionEndedException::reason);
		assertThat(live(tokens.account())).isZero();
	}

	private int live(KnownAccount account) {
		Integer count = this.house.sql()
			.queryForObject("select count(*) from jwtauth_session where account_id = ? and ended_at is null",
					Integer.class, account.id().value());
		return (count != null) ? count : -1;
	}

	private static boolean isRevoked(TestRooms node, TokenPair tokens) {
		return node.revoked.isRevoked(tokens.session().id(), tokens.account().id(), tokens.accessToken().issuedAt());
	}

	/**
	 * Until somebody waits for a lock that this transaction holds. MariaDB looks again
	 * only when it was not asked for a tenth of a second.
	 */
	private void awaitWaiters(int count) {
		for (int i = 0; i < 60; i++) {
			Integer waiting = this.house.sql().queryForObject(waiting(), Integer.class);
			if (waiting != null && waiting >= count) {
				return;
			}
			pause(150);
		}
		throw new AssertionError("nobody waits");
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

	private static void pause(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
