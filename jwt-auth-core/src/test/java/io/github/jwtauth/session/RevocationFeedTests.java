package io.github.jwtauth.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.SessionId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RevocationFeedTests {

	private static final Duration RETENTION = Duration.ofMinutes(20);

	private final MovableClock clock = MovableClock.atNoon();

	private final RevokedSessions revoked = new RevokedSessions(this.clock, RETENTION);

	private final List<Duration> asked = new ArrayList<>();

	private RevocationSource.Revocations answer = new RevocationSource.Revocations(List.of(), Map.of());

	private boolean down;

	private final RevocationFeed feed = new RevocationFeed(this::within, this.revoked, this.clock, RETENTION);

	@Test
	void firstPollReadsEverythingThatMatters() {
		assertThat(this.feed.age()).isNull();
		this.feed.poll();
		assertThat(this.asked).containsExactly(RETENTION.plusSeconds(60));
		assertThat(this.feed.age()).isZero();
	}

	@Test
	void laterPollsLookBackToTheLastOneAndAMinuteMore() { // decision 7
		this.feed.reload();
		this.clock.advance(Duration.ofSeconds(1));
		this.feed.poll();
		this.clock.advance(Duration.ofSeconds(90));
		this.feed.poll();
		assertThat(this.asked).containsExactly(RETENTION.plusSeconds(60), Duration.ofSeconds(61),
				Duration.ofSeconds(150));
	}

	@Test
	void outageIsCaughtUpWithAndLeavesWhatIsKnown() {
		SessionId known = new SessionId(UUID.randomUUID());
		this.answer = new RevocationSource.Revocations(List.of(known), Map.of());
		this.feed.reload();
		this.down = true;
		for (int i = 0; i < 3; i++) {
			this.clock.advance(Duration.ofSeconds(10));
			assertThatIllegalStateException().isThrownBy(this.feed::poll);
		}
		assertThat(this.feed.age()).isEqualTo(Duration.ofSeconds(30));
		assertThat(isRevoked(known, new AccountId(UUID.randomUUID()))).isTrue();
		this.down = false;
		this.feed.poll();
		assertThat(this.asked).last().isEqualTo(Duration.ofSeconds(90));
		assertThat(this.feed.age()).isZero();
	}

	@Test
	void clockThatRunsBackStillLooksBackAMinute() {
		this.feed.reload();
		this.clock.advance(Duration.ofSeconds(-30));
		this.feed.poll();
		assertThat(this.asked).last().isEqualTo(Duration.ofSeconds(60));
	}

	@Test
	void whatOtherNodesEndedIsRevokedHere() {
		SessionId ended = new SessionId(UUID.randomUUID());
		AccountId changed = new AccountId(UUID.randomUUID());
		this.answer = new RevocationSource.Revocations(List.of(ended), Map.of(changed, this.clock.instant()));
		this.feed.poll();
		assertThat(isRevoked(ended, new AccountId(UUID.randomUUID()))).isTrue();
		assertThat(isRevoked(new SessionId(UUID.randomUUID()), changed)).isTrue();
		assertThat(isRevoked(new SessionId(UUID.randomUUID()), new AccountId(UUID.randomUUID()))).isFalse();
	}

	@Test
	void sameEndIsHeldOnceHoweverOftenItIsRead() {
		this.answer = new RevocationSource.Revocations(List.of(new SessionId(UUID.randomUUID())), Map.of());
		for (int i = 0; i < 5; i++) {
			this.feed.poll();
		}
		assertThat(this.revoked.size()).isEqualTo(1);
	}

	@Test
	void reloadForgetsWhatIsTooOld() {
		this.answer = new RevocationSource.Revocations(List.of(new SessionId(UUID.randomUUID())), Map.of());
		this.feed.poll();
		this.answer = new RevocationSource.Revocations(List.of(), Map.of());
		this.clock.advance(RETENTION.plusMinutes(5).plusSeconds(1));
		this.feed.reload();
		assertThat(this.revoked.size()).isZero();
	}

	private boolean isRevoked(SessionId session, AccountId account) {
		return this.revoked.isRevoked(session, account, this.clock.instant());
	}

	private RevocationSource.Revocations within(Duration lookBack) {
		if (this.down) {
			throw new IllegalStateException("the database is down");
		}
		this.asked.add(lookBack);
		return this.answer;
	}

}
