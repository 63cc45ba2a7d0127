package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.login.FactorAttempt;
import io.github.jwtauth.login.MfaRequiredException;
import io.github.jwtauth.mfa.FactorResponse;
import io.github.jwtauth.mfa.MfaStore;
import io.github.jwtauth.mfa.TestFactors;
import io.github.jwtauth.protection.FactorBudget;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Answers to challenges at the same time, on real databases.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FactorRaceContract {

	private TestHouse house;

	private TestRooms rooms;

	abstract Map<String, String> database();

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
	void oneCodeOnTwentyChallengesOpensOneSession() {
		for (int round = 0; round < 3; round++) {
			KnownAccount owner = this.rooms.somebody();
			FactorResponse code = this.rooms.gate.factors.enable(owner.id()).code();
			assertThat(race(20, owner, code)).containsOnlyOnce(Optional.empty());
			assertThat(this.rooms.devices.list(owner.id())).hasSize(1);
		}
	}

	@Test
	void oneRecoveryCodeOnTwentyChallengesOpensOneSession() {
		for (int round = 0; round < 3; round++) {
			KnownAccount owner = this.rooms.somebody();
			TestFactors.App app = this.rooms.gate.factors.enable(owner.id());
			assertThat(race(20, owner, app.recoveryCode(0))).containsOnlyOnce(Optional.empty());
			assertThat(this.rooms.devices.list(owner.id())).hasSize(1);
			assertThat(this.house.get(MfaStore.class).findRecoveryCodes(owner.id())).hasSize(9);
		}
	}

	@Test
	void rightAnswersToOneChallengeOpenOneSession() {
		for (int round = 0; round < 3; round++) {
			KnownAccount owner = this.rooms.somebody();
			TestFactors.App app = this.rooms.gate.factors.enable(owner.id());
			Secret challenge = challenge(owner);
			List<Optional<AuthErrorCode>> answers = TestRace.between(IntStream.range(0, 10)
				.<Callable<Optional<AuthErrorCode>>>mapToObj((i) -> () -> refusal(challenge, app.recoveryCode(i)))
				.toList());
			assertThat(answers).containsOnlyOnce(Optional.empty())
				.containsOnly(Optional.empty(), Optional.of(AuthErrorCode.INVALID_TOKEN));
			assertThat(this.rooms.devices.list(owner.id())).hasSize(1);
			assertThat(this.house.get(MfaStore.class).findRecoveryCodes(owner.id())).hasSize(9);
		}
	}

	@Test
	void fiftyWrongAnswersAreTenComparisons() {
		KnownAccount owner = this.rooms.somebody();
		TestFactors.App app = this.rooms.gate.factors.enable(owner.id());
		FactorResponse wrong = app.wrongCode();
		assertThat(race(50, owner, wrong)).doesNotContain(Optional.empty())
			.filteredOn((answer) -> answer.equals(Optional.of(AuthErrorCode.INVALID_CODE)))
			.hasSizeLessThanOrEqualTo(FactorBudget.GUESSES);
		assertThat(refusal(challenge(owner), app.code())).contains(AuthErrorCode.TOO_MANY_ATTEMPTS);
	}

	@Test
	void answersThatRaceACredentialChangeLeaveNoSession() {
		for (int round = 0; round < 20; round++) {
			KnownAccount owner = this.rooms.somebody();
			FactorResponse code = this.rooms.gate.factors.enable(owner.id()).code();
			Secret challenge = challenge(owner);
			List<Object> both = TestRace.between(List.<Callable<Object>>of(() -> refusal(challenge, code),
					() -> this.rooms.changes.credentialsChanged(owner.id())));
			assertThat(both.get(0)).isIn(Optional.empty(), Optional.of(AuthErrorCode.INVALID_TOKEN));
			assertThat(this.rooms.devices.list(owner.id())).isEmpty();
			assertThat(this.rooms.gate.remembered.list(owner.id())).isEmpty();
		}
	}

	private List<Optional<AuthErrorCode>> race(int challenges, KnownAccount owner, FactorResponse response) {
		return TestRace.between(IntStream.range(0, challenges).<Callable<Optional<AuthErrorCode>>>mapToObj((i) -> {
			Secret challenge = challenge(owner);
			return () -> refusal(challenge, response);
		}).toList());
	}

	private Secret challenge(KnownAccount owner) {
		return Objects
			.requireNonNull(catchThrowableOfType(MfaRequiredException.class, () -> this.rooms.logIn(owner)).token());
	}

	private Optional<AuthErrorCode> refusal(Secret challenge, FactorResponse response) {
		try {
			this.rooms.gate.login.verify(new FactorAttempt(challenge, response, TestDevices.laptop(), true, null));
			return Optional.empty();
		}
		catch (AuthException ex) {
			return Optional.of(ex.code());
		}
	}

}
