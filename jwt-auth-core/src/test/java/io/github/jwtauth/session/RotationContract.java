package io.github.jwtauth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.jwtauth.AccountId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The part of {@link SessionStoreContract} about one holder who presents one token after
 * another.
 */
public abstract class RotationContract extends TestSessions {

	@Test
	void presentTokenIsRotated() {
		LoginSession session = sessionOf(newAccount());
		RefreshToken first = open(session);
		Instant later = this.now.plusSeconds(600);
		assertThat(rotate(first, later)).isInstanceOfSatisfying(Rotation.Rotated.class,
				(rotated) -> assertThat(rotated.session()).isEqualTo(new LoginSession(session.id(), session.accountId(),
						session.device(), session.amr(), session.authenticatedAt(), false, session.createdAt(), later,
						later.plus(IDLE), session.absoluteExpiresAt())));
		assertThat(rotate(first.successor(), later.plusSeconds(600))).isInstanceOf(Rotation.Rotated.class);
	}

	@Test
	void everyRotationSlidesTheIdleLife() {
		RefreshToken token = open();
		for (int day = 6; day < 84; day += 6) {
			assertThat(rotate(token, this.now.plus(Duration.ofDays(day)))).isInstanceOf(Rotation.Rotated.class);
			token = token.successor();
		}
	}

	@Test
	void rememberedSessionSlidesFurther() {
		LoginSession session = sessionOf(newAccount());
		RefreshToken token = open(new LoginSession(session.id(), session.accountId(), session.device(), session.amr(),
				this.now, true, this.now, this.now, this.now.plus(REMEMBERED), this.now.plus(ABSOLUTE)));
		Instant later = this.now.plus(Duration.ofDays(13));
		assertThat(rotate(token, later)).isInstanceOfSatisfying(Rotation.Rotated.class, (rotated) -> {
			assertThat(rotated.session().rememberMe()).isTrue();
			assertThat(rotated.session().idleExpiresAt()).isEqualTo(later.plus(REMEMBERED));
		});
	}

	@Test
	void idleLifeNeverPassesTheAbsoluteEnd() {
		Instant absolute = this.now.plus(Duration.ofDays(3));
		RefreshToken token = open(ending(sessionOf(newAccount()), absolute, absolute));
		assertThat(rotate(token, this.now.plusSeconds(60))).isInstanceOfSatisfying(Rotation.Rotated.class,
				(rotated) -> assertThat(rotated.session().idleExpiresAt()).isEqualTo(absolute));
	}

	@Test
	void parentWithinTheWindowIsRetriedAndChangesNothing() {
		RefreshToken first = open();
		rotate(first, this.now.plusSeconds(60));
		LoginSession before = live(first, this.now.plusSeconds(89));
		for (int seconds : List.of(60, 75, 89)) {
			assertThat(rotate(first, this.now.plusSeconds(seconds))).isEqualTo(new Rotation.Retried(before));
		}
		assertThat(live(first, this.now.plusSeconds(89))).isEqualTo(before);
		assertThat(rotate(first.successor(), this.now.plusSeconds(120))).isInstanceOf(Rotation.Rotated.class);
	}

	@Test
	void parentPresentedToANodeWhoseClockIsBehindIsRetried() {
		RefreshToken first = open();
		rotate(first, this.now.plusSeconds(60));
		assertThat(rotate(first, this.now.plusSeconds(58))).isInstanceOf(Rotation.Retried.class);
	}

	@Test
	void retriesDoNotExtendTheWindow() {
		RefreshToken first = open();
		rotate(first, this.now);
		assertThat(rotate(first, this.now.plusSeconds(20))).isInstanceOf(Rotation.Retried.class);
		assertThat(rotate(first, this.now.plusSeconds(40))).isInstanceOf(Rotation.Replayed.class);
	}

	@Test
	void parentAfterTheWindowEndsTheSession() {
		AccountId owner = newAccount();
		RefreshToken first = open(owner);
		rotate(first, this.now);
		assertThat(rotate(first, this.now.plusSeconds(31))).isEqualTo(new Rotation.Replayed(first.sessionId(), owner));
		assertThat(isLive(first, this.now.plusSeconds(31))).isFalse();
		assertThat(rotate(first.successor(), this.now.plusSeconds(32)))
			.isEqualTo(rejected(SessionEndReason.REFRESH_TOKEN_REUSE));
	}

	@Test
	void strictWindowKnowsNoRetry() {
		RefreshToken first = open();
		assertThat(rotate(first, this.now, STRICT)).isInstanceOf(Rotation.Rotated.class);
		assertThat(rotate(first, this.now, STRICT)).isInstanceOf(Rotation.Replayed.class);
	}

	@Test
	void grandparentWithinTheWindowEndsTheSession() {
		RefreshToken first = open();
		rotate(first, this.now.plusSeconds(1));
		rotate(first.successor(), this.now.plusSeconds(2));
		assertThat(rotate(first, this.now.plusSeconds(3))).isInstanceOf(Rotation.Replayed.class);
		assertThat(isLive(first, this.now.plusSeconds(3))).isFalse();
	}

	@Test
	void replayIsToldOnceAndThenOnlyRejected() {
		RefreshToken first = open();
		rotate(first, this.now, STRICT);
		assertThat(rotate(first, this.now.plusSeconds(60))).isInstanceOf(Rotation.Replayed.class);
		for (RefreshToken token : List.of(first, first.successor())) {
			assertThat(rotate(token, this.now.plusSeconds(61)))
				.isEqualTo(rejected(SessionEndReason.REFRESH_TOKEN_REUSE));
		}
	}

	@Test
	void everyTokenOfAnEndedSessionIsRejectedWithItsReason() {
		AccountId owner = newAccount();
		RefreshToken first = open(owner);
		rotate(first, this.now);
		rotate(first.successor(), this.now.plusSeconds(1));
		end(first, owner, SessionEndReason.LOGGED_OUT);
		RefreshToken present = first.successor().successor();
		for (RefreshToken token : List.of(first, first.successor(), present)) {
			assertThat(rotate(token, this.now.plusSeconds(2))).isEqualTo(rejected(SessionEndReason.LOGGED_OUT));
		}
	}

	@Test
	void reasonOfAnEndedSessionIsKnownUntilItsAbsoluteEnd() { // decision 26
		AccountId owner = newAccount();
		RefreshToken token = open(owner);
		end(token, owner, SessionEndReason.PASSWORD_CHANGED);
		Instant late = this.now.plus(ABSOLUTE).minusSeconds(1);
		assertThat(rotate(token, late)).isEqualTo(rejected(SessionEndReason.PASSWORD_CHANGED));
	}

	@Test
	void unknownSessionIsRejectedWithoutReason() {
		RefreshToken token = new RefreshToken(sessionOf(newAccount()).id(), 0, newSalt());
		assertThat(rotate(token, this.now)).isEqualTo(rejected());
	}

	@Test
	void otherSaltIsRejectedWithoutReasonAndChangesNothing() {
		RefreshToken first = open();
		rotate(first, this.now);
		LoginSession before = live(first, this.now);
		for (RefreshToken token : List.of(first, first.successor(), first.successor().successor())) {
			assertThat(rotate(withOtherSalt(token), this.now.plusSeconds(60))).isEqualTo(rejected());
		}
		assertThat(live(first, this.now)).isEqualTo(before);
		assertThat(rotate(first.successor(), this.now.plusSeconds(60))).isInstanceOf(Rotation.Rotated.class);
	}

	@Test
	void otherSaltIsNotToldWhyASessionEnded() {
		AccountId owner = newAccount();
		RefreshToken token = open(owner);
		end(token, owner, SessionEndReason.LOGGED_OUT);
		assertThat(rotate(withOtherSalt(token), this.now)).isEqualTo(rejected());
	}

	@Test
	void generationFromTheFutureIsRejectedWithoutReasonAndChangesNothing() {
		RefreshToken first = open();
		assertThat(rotate(first.successor(), this.now)).isEqualTo(rejected());
		assertThat(rotate(new RefreshToken(first.sessionId(), Integer.MAX_VALUE, first.salt()), this.now))
			.isEqualTo(rejected());
		assertThat(rotate(first, this.now)).isInstanceOf(Rotation.Rotated.class);
	}

	@Test
	void sessionThatIdledOutIsRejectedWithThatReason() {
		RefreshToken token = open();
		Instant asleep = this.now.plus(IDLE);
		assertThat(rotate(token, asleep)).isEqualTo(rejected(SessionEndReason.IDLE_TIMEOUT));
		assertThat(rotate(token, asleep.plusSeconds(1))).isEqualTo(rejected(SessionEndReason.IDLE_TIMEOUT));
	}

	@Test
	void replayOnASessionThatIdledOutRaisesNoAlarm() {
		RefreshToken first = open();
		rotate(first, this.now);
		assertThat(rotate(first, this.now.plus(IDLE).plusSeconds(1)))
			.isEqualTo(rejected(SessionEndReason.IDLE_TIMEOUT));
	}

	@Test
	void sessionPastItsAbsoluteEndIsRejectedWithThatReasonHoweverOftenItWasUsed() {
		Instant absolute = this.now.plus(Duration.ofDays(3));
		RefreshToken token = open(ending(sessionOf(newAccount()), absolute, absolute));
		assertThat(rotate(token, absolute.minusSeconds(1))).isInstanceOf(Rotation.Rotated.class);
		assertThat(rotate(token.successor(), absolute)).isEqualTo(rejected(SessionEndReason.ABSOLUTE_TIMEOUT));
	}

	@Test
	void rotationOfOneSessionLeavesTheOthersAlone() {
		AccountId owner = newAccount();
		RefreshToken one = open(owner);
		RefreshToken other = open(owner);
		rotate(one, this.now, STRICT);
		assertThat(rotate(one, this.now, STRICT)).isInstanceOf(Rotation.Replayed.class);
		assertThat(rotate(other, this.now)).isInstanceOf(Rotation.Rotated.class);
	}

	private LoginSession live(RefreshToken token, Instant at) {
		return inTransaction(() -> store().findLive(token.sessionId(), at)).orElseThrow();
	}

}
