package io.github.jwtauth.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestRace;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The part of {@link SessionStoreContract} about many holders at the same moment.
 */
public abstract class RotationRaceContract extends RotationContract {

	private static final int ROUNDS = 10;

	@Test
	void ofManyCallersWithOneTokenExactlyOneIsRotated() {
		for (int round = 0; round < ROUNDS; round++) {
			RefreshToken token = open();
			List<Rotation> verdicts = TestRace.of(20, () -> rotate(token, this.now, STRICT));
			assertThat(verdicts).filteredOn(Rotation.Rotated.class::isInstance).hasSize(1);
			assertThat(verdicts).filteredOn(Rotation.Replayed.class::isInstance).hasSize(1);
			assertThat(verdicts).filteredOn(rejected(SessionEndReason.REFRESH_TOKEN_REUSE)::equals).hasSize(18);
			assertThat(isLive(token, this.now)).isFalse();
		}
	}

	@Test
	void ofTwoCallersWithOneTokenExactlyOneIsRotated() {
		for (int round = 0; round < ROUNDS; round++) {
			RefreshToken token = open();
			assertThat(TestRace.of(2, () -> rotate(token, this.now, STRICT)))
				.hasOnlyElementsOfTypes(Rotation.Rotated.class, Rotation.Replayed.class)
				.hasAtLeastOneElementOfType(Rotation.Rotated.class)
				.hasAtLeastOneElementOfType(Rotation.Replayed.class);
		}
	}

	@Test
	void ofManyCallersWithinTheWindowAllGoOnAndTheGenerationAdvancesByOne() {
		RefreshToken token = open();
		List<Rotation> verdicts = TestRace.of(50, () -> rotate(token, this.now));
		assertThat(verdicts).filteredOn(Rotation.Rotated.class::isInstance).hasSize(1);
		assertThat(verdicts).filteredOn(Rotation.Retried.class::isInstance).hasSize(49);
		assertThat(rotate(token.successor().successor(), this.now)).isEqualTo(rejected());
		assertThat(rotate(token.successor(), this.now)).isInstanceOf(Rotation.Rotated.class);
	}

	@Test
	void ofManyReplaysExactlyOneRaisesTheAlarm() {
		RefreshToken token = open();
		rotate(token, this.now);
		List<Rotation> verdicts = TestRace.of(20, () -> rotate(token, this.now.plusSeconds(60)));
		assertThat(verdicts).filteredOn(Rotation.Replayed.class::isInstance).hasSize(1);
		assertThat(verdicts).filteredOn(rejected(SessionEndReason.REFRESH_TOKEN_REUSE)::equals).hasSize(19);
	}

	@Test
	void endThatRacesARotationLeavesNothingLive() {
		for (int round = 0; round < ROUNDS; round++) {
			AccountId owner = newAccount();
			RefreshToken token = open(owner);
			List<Object> results = TestRace
				.between(List.<Callable<Object>>of(() -> rotate(token, this.now.plusSeconds(1)),
						() -> end(token, owner, SessionEndReason.LOGGED_OUT)));
			assertThat(results.get(0)).satisfiesAnyOf(
					(verdict) -> assertThat(verdict).isInstanceOf(Rotation.Rotated.class),
					(verdict) -> assertThat(verdict).isEqualTo(rejected(SessionEndReason.LOGGED_OUT)));
			assertThat(results.get(1)).isEqualTo(true);
			assertThat(isLive(token, this.now.plusSeconds(1))).isFalse();
		}
	}

	@Test
	void endOfAllThatRacesRotationsLeavesNothingLive() {
		AccountId owner = newAccount();
		List<RefreshToken> tokens = new ArrayList<>();
		List<Callable<Object>> works = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			RefreshToken token = open(owner);
			tokens.add(token);
			works.add(() -> rotate(token, this.now.plusSeconds(1)));
		}
		works.add(() -> inTransaction(() -> store().endAll(owner, Optional.empty(), SessionEndReason.PASSWORD_RESET)));
		List<Object> results = TestRace.between(works);
		assertThat(results.get(10)).asInstanceOf(InstanceOfAssertFactories.LIST)
			.containsExactlyInAnyOrderElementsOf(idsOf(tokens));
		assertThat(inTransaction(() -> store().findLive(owner, this.now))).isEmpty();
	}

	@Test
	void endIsWonOnce() {
		for (int round = 0; round < ROUNDS; round++) {
			AccountId owner = newAccount();
			RefreshToken token = open(owner);
			assertThat(TestRace.of(10, () -> end(token, owner, SessionEndReason.LOGGED_OUT))).containsOnlyOnce(true);
		}
	}

	@Test
	void endAndReplayDoNotBothEndASession() {
		for (int round = 0; round < ROUNDS; round++) {
			AccountId owner = newAccount();
			RefreshToken token = open(owner);
			rotate(token, this.now);
			List<Object> results = TestRace
				.between(List.<Callable<Object>>of(() -> end(token, owner, SessionEndReason.LOGGED_OUT),
						() -> rotate(token, this.now.plusSeconds(60))));
			boolean replayed = results.get(1) instanceof Rotation.Replayed;
			assertThat(results.get(0)).isEqualTo(!replayed);
			assertThat(rotate(token, this.now.plusSeconds(61)))
				.isEqualTo(rejected(replayed ? SessionEndReason.REFRESH_TOKEN_REUSE : SessionEndReason.LOGGED_OUT));
		}
	}

	@Test
	void renewalThatRacesARotationVoidsEveryOlderToken() { // decision 3
		for (int round = 0; round < ROUNDS; round++) {
			AccountId owner = newAccount();
			RefreshToken token = open(owner);
			Salt salt = newSalt();
			SessionStore.Renewal renewal = new SessionStore.Renewal(token.sessionId(), owner, salt.hash(),
					List.of("pwd"), this.now);
			List<Object> results = TestRace.between(List.<Callable<Object>>of(() -> rotate(token, this.now),
					() -> inTransaction(() -> store().renew(renewal)).orElseThrow()));
			int generation = ((SessionStore.Renewed) results.get(1)).generation();
			assertThat(generation).isEqualTo((results.get(0) instanceof Rotation.Rotated) ? 2 : 1);
			assertThat(rotate(token, this.now)).isEqualTo(rejected());
			assertThat(rotate(token.successor(), this.now)).isEqualTo(rejected());
			assertThat(rotate(new RefreshToken(token.sessionId(), generation, salt), this.now))
				.isInstanceOf(Rotation.Rotated.class);
		}
	}

	private static List<SessionId> idsOf(List<RefreshToken> tokens) {
		return tokens.stream().map(RefreshToken::sessionId).toList();
	}

}
