package io.github.jwtauth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.SessionId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link SessionStore} promises, for every implementation: extend it, answer
 * {@link #store()} and, where there are transactions, {@link #inTransaction}. The hooks
 * are inherited from {@link TestSessions}, more tests from {@link RotationContract},
 * {@link RotationRaceContract} and {@link RenewalAndPurgeContract}.
 */
public abstract class SessionStoreContract extends RenewalAndPurgeContract {

	@Test
	void insertedSessionIsFoundAsItWas() {
		LoginSession session = sessionOf(newAccount());
		open(session);
		assertThat(findLive(session, this.now)).contains(session);
	}

	@Test
	void sessionOfAnUnknownDeviceIsFoundAsItWas() {
		LoginSession plain = sessionOf(newAccount());
		LoginSession session = new LoginSession(plain.id(), plain.accountId(), Device.unknown(),
				List.of("pwd", "otp", "mfa"), this.now, true, this.now, this.now, this.now.plus(REMEMBERED),
				this.now.plus(ABSOLUTE));
		open(session);
		assertThat(findLive(session, this.now)).contains(session);
	}

	@Test
	void sessionIsLiveUntilItsIdleEnd() {
		LoginSession session = sessionOf(newAccount());
		open(session);
		assertThat(findLive(session, session.idleExpiresAt().minusSeconds(1))).isPresent();
		assertThat(findLive(session, session.idleExpiresAt())).isEmpty();
		assertThat(list(session.accountId(), session.idleExpiresAt())).isEmpty();
	}

	@Test
	void aTokenStandsForALiveSessionOfItsOwnAccount() {
		LoginSession session = sessionOf(newAccount());
		RefreshToken token = open(session);
		assertThat(stands(session, session.accountId(), this.now)).isTrue();
		assertThat(stands(session, newAccount(), this.now)).isFalse();
		assertThat(stands(sessionOf(session.accountId()), session.accountId(), this.now)).isFalse();
		assertThat(stands(session, session.accountId(), session.idleExpiresAt())).isFalse();
		assertThat(stands(session, session.accountId(), session.absoluteExpiresAt())).isFalse();
		end(token, session.accountId(), SessionEndReason.LOGGED_OUT);
		assertThat(stands(session, session.accountId(), this.now)).isFalse();
	}

	@Test
	void sessionsOfAnAccountAreListedOldestFirst() {
		AccountId owner = newAccount();
		LoginSession third = openedAt(sessionOf(owner), this.now);
		LoginSession first = openedAt(sessionOf(owner), this.now.minusSeconds(120));
		LoginSession second = openedAt(sessionOf(owner), this.now.minusSeconds(60));
		List.of(third, first, second).forEach(this::open);
		open();
		assertThat(list(owner, this.now)).containsExactly(first, second, third);
	}

	@Test
	void endedSessionIsNeitherFoundNorListed() {
		AccountId owner = newAccount();
		RefreshToken token = open(owner);
		assertThat(end(token, owner, SessionEndReason.LOGGED_OUT)).isTrue();
		assertThat(isLive(token, this.now)).isFalse();
		assertThat(list(owner, this.now)).isEmpty();
	}

	@Test
	void sessionEndsOnceAndKeepsItsFirstReason() {
		AccountId owner = newAccount();
		RefreshToken token = open(owner);
		assertThat(end(token, owner, SessionEndReason.REVOKED_BY_USER)).isTrue();
		assertThat(end(token, owner, SessionEndReason.LOGGED_OUT)).isFalse();
		assertThat(endByToken(token, SessionEndReason.LOGGED_OUT)).isEmpty();
		assertThat(endAll(owner, Optional.empty(), SessionEndReason.PASSWORD_RESET)).isEmpty();
		assertThat(rotate(token, this.now)).isEqualTo(rejected(SessionEndReason.REVOKED_BY_USER));
	}

	@Test
	void onlyLiveSessionsAreCounted() {
		long others = count(this.now);
		AccountId owner = newAccount();
		RefreshToken token = open(owner);
		LoginSession second = sessionOf(owner);
		open(second);
		assertThat(count(this.now)).isEqualTo(others + 2);
		assertThat(end(token, owner, SessionEndReason.LOGGED_OUT)).isTrue();
		assertThat(count(this.now)).isEqualTo(others + 1);
		assertThat(count(second.absoluteExpiresAt().plus(Duration.ofDays(365)))).isZero();
	}

	@Test
	void everyReasonIsKept() {
		for (SessionEndReason reason : SessionEndReason.values()) {
			AccountId owner = newAccount();
			RefreshToken token = open(owner);
			assertThat(end(token, owner, reason)).isTrue();
			assertThat(rotate(token, this.now)).isEqualTo(rejected(reason));
		}
	}

	@Test
	void sessionOfSomebodyElseCannotBeEndedRenamedOrRenewed() {
		LoginSession session = sessionOf(newAccount());
		RefreshToken token = open(session);
		AccountId stranger = newAccount();
		assertThat(end(token, stranger, SessionEndReason.REVOKED_BY_USER)).isFalse();
		assertThat(rename(token, stranger, "mine")).isFalse();
		assertThat(renew(token, stranger, newSalt())).isEmpty();
		assertThat(findLive(session, this.now)).contains(session);
		assertThat(rotate(token, this.now)).isInstanceOf(Rotation.Rotated.class);
	}

	@Test
	void unknownSessionCannotBeEndedRenamedOrRenewed() {
		AccountId owner = newAccount();
		RefreshToken token = new RefreshToken(sessionOf(owner).id(), 0, newSalt());
		assertThat(end(token, owner, SessionEndReason.LOGGED_OUT)).isFalse();
		assertThat(rename(token, owner, "mine")).isFalse();
		assertThat(renew(token, owner, newSalt())).isEmpty();
		assertThat(endByToken(token, SessionEndReason.LOGGED_OUT)).isEmpty();
	}

	@Test
	void renameChangesTheNameOfTheDeviceAndNothingElse() {
		LoginSession session = sessionOf(newAccount());
		RefreshToken token = open(session);
		assertThat(rename(token, session.accountId(), "Kitchen tablet \u2615")).isTrue();
		assertThat(findLive(session, this.now))
			.hasValueSatisfying((renamed) -> assertThat(renamed).usingRecursiveComparison()
				.isEqualTo(withDevice(session, session.device().named("Kitchen tablet \u2615"))));
	}

	@Test
	void sessionThatHasTheNameAlreadyIsRenamedAllTheSame() {
		AccountId owner = newAccount();
		RefreshToken token = open(owner);
		assertThat(rename(token, owner, "kitchen")).isTrue();
		assertThat(rename(token, owner, "kitchen")).isTrue();
	}

	@Test
	void sessionThatIsNotLiveCannotBeRenamed() {
		LoginSession session = sessionOf(newAccount());
		RefreshToken token = open(session);
		assertThat(
				inTransaction(() -> store().rename(session.id(), session.accountId(), "late", session.idleExpiresAt())))
			.isFalse();
		end(token, session.accountId(), SessionEndReason.LOGGED_OUT);
		assertThat(rename(token, session.accountId(), "late")).isFalse();
	}

	@Test
	void holderOfAnyGenuineTokenEndsTheSession() {
		AccountId owner = newAccount();
		RefreshToken first = open(owner);
		rotate(first, this.now);
		rotate(first.successor(), this.now.plusSeconds(60));
		assertThat(endByToken(withOtherSalt(first), SessionEndReason.LOGGED_OUT)).isEmpty();
		assertThat(isLive(first, this.now)).isTrue();
		assertThat(endByToken(first, SessionEndReason.LOGGED_OUT)).contains(owner);
		assertThat(endByToken(first, SessionEndReason.LOGGED_OUT)).isEmpty();
		assertThat(rotate(first, this.now)).isEqualTo(rejected(SessionEndReason.LOGGED_OUT));
	}

	@Test
	void endOfAllSparesTheExceptionAndOtherAccounts() {
		AccountId owner = newAccount();
		RefreshToken one = open(owner);
		RefreshToken two = open(owner);
		RefreshToken kept = open(owner);
		RefreshToken ended = open(owner);
		RefreshToken foreign = open();
		end(ended, owner, SessionEndReason.LOGGED_OUT);
		assertThat(endAll(owner, Optional.of(kept.sessionId()), SessionEndReason.PASSWORD_CHANGED))
			.containsExactlyInAnyOrder(one.sessionId(), two.sessionId());
		assertThat(rotate(one, this.now)).isEqualTo(rejected(SessionEndReason.PASSWORD_CHANGED));
		assertThat(rotate(ended, this.now)).isEqualTo(rejected(SessionEndReason.LOGGED_OUT));
		assertThat(rotate(kept, this.now)).isInstanceOf(Rotation.Rotated.class);
		assertThat(rotate(foreign, this.now)).isInstanceOf(Rotation.Rotated.class);
		assertThat(endAll(owner, Optional.empty(), SessionEndReason.PASSWORD_RESET)).containsExactly(kept.sessionId());
	}

	private boolean stands(LoginSession session, AccountId owner, Instant at) {
		return inTransaction(() -> store().isLive(session.id(), owner, this.now, at));
	}

	private List<LoginSession> list(AccountId owner, Instant at) {
		return inTransaction(() -> store().findLive(owner, at));
	}

	private boolean rename(RefreshToken token, AccountId owner, String name) {
		return inTransaction(() -> store().rename(token.sessionId(), owner, name, this.now));
	}

	private List<SessionId> endAll(AccountId owner, Optional<SessionId> except, SessionEndReason reason) {
		return inTransaction(() -> store().endAll(owner, except, reason));
	}

	private static LoginSession withDevice(LoginSession session, Device device) {
		return new LoginSession(session.id(), session.accountId(), device, session.amr(), session.authenticatedAt(),
				session.rememberMe(), session.createdAt(), session.lastUsedAt(), session.idleExpiresAt(),
				session.absoluteExpiresAt());
	}

	private long count(Instant at) {
		return inTransaction(() -> store().countLive(at)).orElseThrow();
	}

}
