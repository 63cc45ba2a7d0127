package io.github.jwtauth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.token.ProvenMethods;
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
	void everyMethodKeepsItsTime() {
		LoginSession session = sessionOf(newAccount());
		RefreshToken token = open(session);
		Instant later = this.now.plusSeconds(600);
		ProvenMethods proven = ProvenMethods.at(List.of("pwd", "otp", "a=1,b%2C"), this.now)
			.with(List.of("pwd"), later);
		SessionStore.Renewal renewal = new SessionStore.Renewal(session.id(), session.accountId(), newSalt().hash(),
				proven, later);
		assertThat(inTransaction(() -> store().renew(renewal)))
			.hasValueSatisfying((renewed) -> assertThat(renewed.session().proven()).isEqualTo(proven));
		assertThat(findLive(session, later)).hasValueSatisfying((live) -> {
			assertThat(live.proven()).isEqualTo(proven);
			assertThat(live.proven().provenAt("otp")).contains(this.now);
		});
		assertThat(rotate(token, later)).isEqualTo(rejected());
	}

	@Test
	void aProofIsRememberedAndTokensStayGood() {
		LoginSession session = sessionOf(newAccount());
		RefreshToken token = open(session);
		Instant later = this.now.plusSeconds(600);
		ProvenMethods proven = session.proven().with(List.of("otp", "mfa"), later);
		assertThat(prove(session.id(), session.accountId(), proven, later)).isTrue();
		assertThat(prove(session.id(), session.accountId(), proven, later)).isTrue();
		assertThat(findLive(session, later)).hasValueSatisfying(
				(live) -> assertThat(live).usingRecursiveComparison().ignoringFields("proven").isEqualTo(session));
		assertThat(rotate(token, later)).isInstanceOfSatisfying(Rotation.Rotated.class,
				(rotated) -> assertThat(rotated.session().proven()).isEqualTo(proven));
	}

	@Test
	void nothingIsProvenInASessionOfSomebodyElseOrOneThatIsNotLive() {
		LoginSession session = sessionOf(newAccount());
		RefreshToken token = open(session);
		ProvenMethods proven = session.proven().with(List.of("otp"), this.now);
		assertThat(prove(session.id(), newAccount(), proven, this.now)).isFalse();
		assertThat(prove(session.id(), session.accountId(), proven, session.idleExpiresAt())).isFalse();
		assertThat(findLive(session, this.now)).contains(session);
		end(token, session.accountId(), SessionEndReason.LOGGED_OUT);
		assertThat(prove(session.id(), session.accountId(), proven, this.now)).isFalse();
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

	private boolean prove(SessionId id, AccountId owner, ProvenMethods proven, Instant at) {
		return inTransaction(() -> store().prove(id, owner, proven, at));
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
