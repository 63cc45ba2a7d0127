package io.github.jwtauth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.AccountId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The part of {@link SessionStoreContract} about credential events and housekeeping.
 */
public abstract class RenewalAndPurgeContract extends RotationRaceContract {

	@Test
	void renewalKeepsTheSessionAndVoidsEveryOlderToken() { // R-44, decision 3
		LoginSession session = sessionOf(newAccount());
		RefreshToken first = open(session);
		rotate(first, this.now);
		Salt salt = newSalt();
		Instant later = this.now.plusSeconds(5);
		SessionStore.Renewal renewal = new SessionStore.Renewal(session.id(), session.accountId(), salt.hash(),
				List.of("pwd", "otp"), later);
		SessionStore.Renewed renewed = inTransaction(() -> store().renew(renewal)).orElseThrow();
		assertThat(renewed.generation()).isEqualTo(2);
		assertThat(renewed.session().id()).isEqualTo(session.id());
		assertThat(renewed.session().amr()).containsExactly("pwd", "otp");
		assertThat(renewed.session().authenticatedAt()).isEqualTo(later);
		assertThat(renewed.session().createdAt()).isEqualTo(session.createdAt());
		assertThat(renewed.session().absoluteExpiresAt()).isEqualTo(session.absoluteExpiresAt());
		assertThat(findLive(session, later)).contains(renewed.session());
		assertThat(rotate(first, later)).isEqualTo(rejected());
		assertThat(rotate(first.successor(), later)).isEqualTo(rejected());
		assertThat(rotate(first.successor().successor(), later)).isEqualTo(rejected());
		assertThat(endByToken(first.successor(), SessionEndReason.LOGGED_OUT)).isEmpty();
		RefreshToken present = new RefreshToken(session.id(), 2, salt);
		assertThat(rotate(present, later)).isInstanceOf(Rotation.Rotated.class);
		assertThat(rotate(present, later.plusSeconds(1))).isInstanceOf(Rotation.Retried.class);
		assertThat(rotate(first, later.plusSeconds(60))).isEqualTo(rejected());
		assertThat(rotate(present.successor(), later.plusSeconds(60))).isInstanceOf(Rotation.Rotated.class);
	}

	@Test
	void sessionThatIsNotLiveCannotBeRenewed() {
		LoginSession session = sessionOf(newAccount());
		RefreshToken token = open(session);
		assertThat(inTransaction(() -> store().renew(new SessionStore.Renewal(session.id(), session.accountId(),
				newSalt().hash(), List.of("pwd"), session.idleExpiresAt()))))
			.isEmpty();
		end(token, session.accountId(), SessionEndReason.LOGGED_OUT);
		assertThat(renew(token, session.accountId(), newSalt())).isEmpty();
		assertThat(rotate(token, this.now)).isEqualTo(rejected(SessionEndReason.LOGGED_OUT));
	}

	@Test
	void purgeDeletesWhatIsPastItsAbsoluteEndABoundedNumberEachTime() { // decision 26
		Instant absolute = this.now.plus(Duration.ofDays(1));
		AccountId owner = newAccount();
		List<RefreshToken> tokens = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			tokens.add(open(ending(sessionOf(owner), absolute, absolute)));
		}
		end(tokens.get(0), owner, SessionEndReason.LOGGED_OUT);
		Instant after = absolute.plusSeconds(1);
		assertThat(purge(after, 2)).isEqualTo(2);
		assertThat(tokens.subList(1, 5)).filteredOn((token) -> rotate(token, after).equals(rejected()))
			.hasSizeLessThanOrEqualTo(2);
		drain(after);
		assertThat(tokens).allMatch((token) -> rotate(token, after).equals(rejected()));
	}

	@Test
	void purgeEndsWhatIdledOutOnce() {
		AccountId owner = newAccount();
		List<RefreshToken> asleep = List.of(open(owner), open(owner), open(owner));
		Instant after = this.now.plus(IDLE).plusSeconds(1);
		assertThat(List.of(purge(after, 2), purge(after, 2), purge(after, 2))).containsExactly(2, 1, 0);
		for (RefreshToken token : asleep) {
			assertThat(isLive(token, this.now)).isFalse();
			assertThat(rotate(token, after)).isEqualTo(rejected(SessionEndReason.IDLE_TIMEOUT));
		}
	}

	@Test
	void purgeLeavesLiveSessionsAndReasonsThatMayStillBeAskedFor() {
		AccountId owner = newAccount();
		RefreshToken live = open(owner);
		RefreshToken ended = open(owner);
		end(ended, owner, SessionEndReason.REVOKED_BY_ADMIN);
		assertThat(purge(this.now.plus(IDLE).minusSeconds(1), 100)).isZero();
		assertThat(isLive(live, this.now)).isTrue();
		purge(this.now.plus(ABSOLUTE).minusSeconds(1), 100);
		assertThat(rotate(ended, this.now.plus(ABSOLUTE).minusSeconds(1)))
			.isEqualTo(rejected(SessionEndReason.REVOKED_BY_ADMIN));
	}

	/** Less than the limit says that nothing is left. */
	private void drain(Instant at) {
		int rounds = 0;
		while (purge(at, 2) == 2) {
			assertThat(++rounds).isLessThan(20);
		}
		assertThat(purge(at, 2)).isZero();
	}

}
