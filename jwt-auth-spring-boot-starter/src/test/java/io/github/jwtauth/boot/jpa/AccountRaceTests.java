package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Logins, refreshes and ends of one account at the same time, on PostgreSQL.
 */
class AccountRaceTests {

	private static TestHouse house;

	private static TestRooms rooms;

	@BeforeAll
	static void open() {
		house = TestHouse.on(TestDatabases.postgres());
		rooms = new TestRooms(house, Duration.ofSeconds(30));
	}

	@AfterAll
	static void close() {
		if (house != null) {
			house.close();
		}
	}

	@Test
	void manyLoginsAtOnceStayWithinTheCap() {
		for (int round = 0; round < 5; round++) {
			KnownAccount account = rooms.somebody();
			TestRace.of(30, () -> rooms.logIn(account));
			assertThat(rooms.devices.list(account.id())).hasSize(20);
			assertThat(live(account)).isEqualTo(20);
		}
	}

	@Test
	void loginsThatRaceACredentialChangeLeaveNoneOfTheOldCredential() { // X-34, decision
																		// 17
		for (int round = 0; round < 50; round++) {
			KnownAccount before = rooms.somebody();
			List<Callable<Object>> works = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				works.add(() -> rooms.transactions.alone(() -> claimAndInsert(before)));
			}
			works.add(() -> rooms.changes.credentialsChanged(before.id()));
			List<Object> results = TestRace.between(works);
			long won = results.subList(0, 6).stream().filter(Boolean.TRUE::equals).count();
			assertThat(results.get(6)).isEqualTo((int) won);
			assertThat(rooms.devices.list(before.id())).isEmpty();
		}
	}

	@Test
	void refreshThatIsHeldBeforeItsCommitDoesNotOutliveTheEndOfAll() throws InterruptedException { // F-05
		KnownAccount account = rooms.somebody();
		TokenPair tokens = rooms.logIn(account);
		CountDownLatch rotated = new CountDownLatch(1);
		List<Object> results = TestRace.between(List.<Callable<Object>>of(() -> rooms.transactions.alone(() -> {
			int updated = house.sql()
				.update("update jwtauth_session set generation = generation + 1 where session_id = ?",
						tokens.session().id().value());
			rotated.countDown();
			awaitWaiters(1);
			return updated;
		}), () -> {
			await(rotated);
			return rooms.devices.endAll(account.id(), Optional.empty());
		}));
		assertThat(results).containsExactly(1, 1);
		assertThat(live(account)).isZero();
	}

	@Test
	void loginThatIsHeldBeforeItsCommitDoesNotOutliveTheEndOfAll() { // F-05
		KnownAccount account = rooms.somebody();
		CountDownLatch opened = new CountDownLatch(1);
		List<Object> results = TestRace.between(List.<Callable<Object>>of(() -> rooms.transactions.alone(() -> {
			boolean won = claimAndInsert(account);
			opened.countDown();
			awaitWaiters(1);
			return won;
		}), () -> {
			await(opened);
			return rooms.devices.endAll(account.id(), Optional.empty());
		}));
		assertThat(results).containsExactly(true, 1);
		assertThat(live(account)).isZero();
	}

	@Test
	void disabledAndDeletedAccountsAreRefusedAtTheirNextRefresh() {
		KnownAccount disabled = rooms.somebody();
		TokenPair first = rooms.logIn(disabled);
		house.sql()
			.update("update jwtauth_account set status = ? where account_key = ?", AccountStatus.DISABLED.name(),
					disabled.account().key());
		assertRefused(first, SessionEndReason.ACCOUNT_DISABLED);
		KnownAccount deleted = rooms.somebody();
		TokenPair second = rooms.logIn(deleted);
		house.sql().update("delete from jwtauth_account where account_key = ?", deleted.account().key());
		assertRefused(second, SessionEndReason.ACCOUNT_DELETED);
	}

	@Test
	void changedRolesComeWithTheNextRefresh() {
		KnownAccount account = rooms.somebody();
		TokenPair tokens = rooms.logIn(account);
		house.sql()
			.update("update jwtauth_account set roles = 'ADMIN,USER' where account_key = ?", account.account().key());
		assertThat(rooms.refresh(tokens).account().account().roles()).containsExactly("ADMIN", "USER");
	}

	@Test
	void endThatTookLongToCommitIsSeenByTheOtherNode() { // decision 7
		TestRooms other = new TestRooms(house, Duration.ZERO);
		other.feed.reload();
		KnownAccount account = rooms.somebody();
		TokenPair tokens = rooms.logIn(account);
		CountDownLatch ended = new CountDownLatch(1);
		CountDownLatch polled = new CountDownLatch(1);
		TestRace.between(List.<Callable<Object>>of(() -> rooms.transactions.alone(() -> {
			rooms.devices.end(account.id(), tokens.session().id());
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
		assertThat(isRevoked(rooms, tokens)).isTrue();
	}

	@Test
	void voidedTokensOfAnAccountAreSeenByTheOtherNode() {
		TestRooms other = new TestRooms(house, Duration.ZERO);
		other.feed.reload();
		TokenPair tokens = rooms.logIn(rooms.somebody());
		rooms.changes.rolesChanged(tokens.account().id());
		other.feed.poll();
		assertThat(isRevoked(other, tokens)).isTrue();
		rooms.refresh(tokens);
	}

	@Test
	void somebodyElsesSessionIsNotFound() {
		TokenPair victim = rooms.logIn(rooms.somebody());
		KnownAccount stranger = rooms.somebody();
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> rooms.devices.end(stranger.id(), victim.session().id()))
			.returns(AuthErrorCode.NOT_FOUND, AuthException::code);
		rooms.refresh(victim);
	}

	@Test
	void endedSessionKeepsNothingOfItsOwner() { // decision 26, R-34
		TokenPair tokens = rooms.logIn(rooms.somebody());
		rooms.logout.byRefreshToken(tokens.refreshToken());
		assertThat(house.sql()
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
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> rooms.refresh(tokens))
			.returns(SessionEndReason.LOGGED_OUT, SessionEndedException::reason);
	}

	private static boolean claimAndInsert(KnownAccount account) {
		boolean won = house.get(SubjectStore.class)
			.claimLogin(account.id(), account.subject().credentialVersion(), Instant.now());
		if (won) {
			TestRows.insertSession(house, account.id());
		}
		return won;
	}

	private static void assertRefused(TokenPair tokens, SessionEndReason reason) {
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> rooms.refresh(tokens))
			.returns(reason, SessionEndedException::reason);
		assertThat(live(tokens.account())).isZero();
	}

	private static int live(KnownAccount account) {
		Integer count = house.sql()
			.queryForObject("select count(*) from jwtauth_session where account_id = ? and ended_at is null",
					Integer.class, account.id().value());
		return (count != null) ? count : -1;
	}

	private static boolean isRevoked(TestRooms node, TokenPair tokens) {
		return node.revoked.isRevoked(tokens.session().id(), tokens.account().id(), tokens.accessToken().issuedAt());
	}

	/** Until somebody waits for a lock that this transaction holds. */
	private static void awaitWaiters(int count) {
		for (int i = 0; i < 500; i++) {
			Integer waiting = house.sql().queryForObject("""
					select count(*) from pg_stat_activity
					 where pg_backend_pid() = any(pg_blocking_pids(pid))""", Integer.class);
			if (waiting != null && waiting >= count) {
				return;
			}
			pause(10);
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
