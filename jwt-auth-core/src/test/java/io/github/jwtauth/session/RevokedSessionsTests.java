package io.github.jwtauth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.SessionId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RevokedSessionsTests {

	private final MovableClock clock = MovableClock.atNoon();

	private final RevokedSessions revoked = new RevokedSessions(this.clock, Duration.ofMinutes(20));

	private final SessionId session = new SessionId(UUID.randomUUID());

	private final AccountId account = new AccountId(UUID.randomUUID());

	private final Instant issuedAt = this.clock.instant();

	@Test
	void tokenOfAnEndedSessionIsRevokedWheneverItWasIssued() { // decision 7
		assertThat(isRevoked(this.issuedAt)).isFalse();
		this.revoked.sessionEnded(this.session);
		assertThat(isRevoked(this.issuedAt)).isTrue();
		assertThat(isRevoked(this.issuedAt.plusSeconds(60))).isTrue();
		assertThat(this.revoked.isRevoked(new SessionId(UUID.randomUUID()), this.account, this.issuedAt)).isFalse();
	}

	@Test
	void tokenIssuedUpToAChangeOfTheAccountIsRevoked() {
		this.revoked.accountChanged(this.account, this.issuedAt);
		assertThat(isRevoked(this.issuedAt.minusSeconds(1))).isTrue();
		assertThat(isRevoked(this.issuedAt)).isTrue();
		assertThat(isRevoked(this.issuedAt.plusSeconds(1))).isFalse();
		assertThat(this.revoked.isRevoked(this.session, new AccountId(UUID.randomUUID()), this.issuedAt)).isFalse();
	}

	@Test
	void whatWasIssuedBeforeAChangeWasHeardOfIsRevokedAsWell() {
		this.clock.advance(Duration.ofSeconds(3));
		this.revoked.accountChanged(this.account, this.issuedAt);
		assertThat(isRevoked(this.issuedAt.plusSeconds(3))).isTrue();
		assertThat(isRevoked(this.issuedAt.plusSeconds(4))).isFalse();
	}

	@Test
	void hearingOfAChangeAgainRevokesNothingMore() {
		this.revoked.accountChanged(this.account, this.issuedAt);
		this.clock.advance(Duration.ofSeconds(30));
		this.revoked.accountChanged(this.account, this.issuedAt);
		assertThat(isRevoked(this.issuedAt.plusSeconds(1))).isFalse();
	}

	@Test
	void latestChangeCountsInWhateverOrderTheyArrive() {
		this.revoked.accountChanged(this.account, this.issuedAt.plusSeconds(5));
		this.revoked.accountChanged(this.account, this.issuedAt);
		assertThat(isRevoked(this.issuedAt.plusSeconds(5))).isTrue();
		this.revoked.accountChanged(this.account, this.issuedAt.plusSeconds(9));
		assertThat(isRevoked(this.issuedAt.plusSeconds(9))).isTrue();
	}

	@Test
	void entriesAreForgottenWhenNoTokenCanReferToThem() {
		this.revoked.sessionEnded(this.session);
		this.revoked.accountChanged(this.account, this.issuedAt);
		assertThat(this.revoked.size()).isEqualTo(2);
		this.clock.advance(Duration.ofMinutes(25));
		this.revoked.prune();
		assertThat(this.revoked.size()).isEqualTo(2);
		this.clock.advance(Duration.ofSeconds(1));
		this.revoked.prune();
		assertThat(this.revoked.size()).isZero();
		assertThat(isRevoked(this.issuedAt)).isFalse();
	}

	private boolean isRevoked(Instant iat) {
		return this.revoked.isRevoked(this.session, this.account, iat);
	}

}
