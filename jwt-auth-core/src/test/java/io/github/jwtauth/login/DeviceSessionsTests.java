package io.github.jwtauth.login;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.session.LoginSession;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEnded;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.TokenPair;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What owners do with the sessions on their devices, over the whole core.
 */
class DeviceSessionsTests {

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final AccountId id = this.auth.idOf(this.auth.register("ada@example.com"));

	private final AccountId stranger = this.auth.idOf(this.auth.register("bob@example.com"));

	@Test
	void ownerSeesOwnLiveSessionsOldestFirst() {
		TokenPair first = login();
		TokenPair second = login();
		TokenPair ended = login();
		this.auth.logout.byRefreshToken(ended.refreshToken());
		this.auth.login("bob@example.com");
		assertThat(this.auth.devices.list(this.id)).containsExactly(first.session(), second.session());
	}

	@Test
	void ownerRenamesADevice() {
		LoginSession session = login().session();
		LoginSession renamed = this.auth.devices.rename(this.id, session.id(), "  Kitchen\u0000 tablet ");
		assertThat(renamed.device().name()).isEqualTo("Kitchen tablet");
		assertThat(this.auth.devices.list(this.id)).containsExactly(renamed);
		assertThat(this.auth.devices.rename(this.id, session.id(), "x".repeat(10_000)).device().name()).hasSize(64);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "\u0000\u200b" })
	void nameThatSaysNothingIsRefused(String name) {
		LoginSession session = login().session();
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> this.auth.devices.rename(this.id, session.id(), name))
			.returns("device_name", InvalidInputException::field);
		assertThat(this.auth.devices.list(this.id)).containsExactly(session);
	}

	@Test
	void ownerEndsOneSession() {
		TokenPair here = login();
		TokenPair there = login();
		this.auth.devices.end(this.id, there.session().id());
		assertThat(this.auth.devices.list(this.id)).containsExactly(here.session());
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> this.auth.refresh(there.refreshToken()))
			.returns(SessionEndReason.REVOKED_BY_USER, SessionEndedException::reason);
		assertNotFound(() -> this.auth.devices.end(this.id, there.session().id()));
	}

	@Test
	void ownerEndsAllSessionsButThisOne() {
		TokenPair here = login();
		login();
		login();
		assertThat(this.auth.devices.endAll(this.id, Optional.of(here.session().id()))).isEqualTo(2);
		assertThat(this.auth.devices.list(this.id)).containsExactly(here.session());
		assertThat(this.auth.devices.endAll(this.id, Optional.empty())).isEqualTo(1);
		assertThat(this.auth.events.of(SessionEnded.class)).hasSize(3);
	}

	@Test
	void sessionOfSomebodyElseAndOneThatNeverWasAreTheSame() {
		TokenPair victims = login();
		for (SessionId foreign : List.of(victims.session().id(), new SessionId(UUID.randomUUID()))) {
			assertNotFound(() -> this.auth.devices.end(this.stranger, foreign));
			assertNotFound(() -> this.auth.devices.rename(this.stranger, foreign, "mine"));
		}
		assertThat(this.auth.devices.endAll(this.stranger, Optional.empty())).isZero();
		assertThat(this.auth.devices.list(this.stranger)).isEmpty();
		assertThat(this.auth.devices.list(this.id)).containsExactly(victims.session());
		assertThat(this.auth.refresh(victims.refreshToken())).isNotNull();
	}

	@Test
	void sessionThatIdledOutIsNoLongerThere() {
		SessionId idle = login().session().id();
		this.auth.clock.advance(Duration.ofDays(7));
		assertThat(this.auth.devices.list(this.id)).isEmpty();
		assertNotFound(() -> this.auth.devices.rename(this.id, idle, "late"));
	}

	private TokenPair login() {
		this.auth.clock.advance(Duration.ofMinutes(1));
		return this.auth.login("ada@example.com");
	}

	private static void assertNotFound(ThrowingCallable call) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(call)
			.withMessage("There is no such session.")
			.returns(AuthErrorCode.NOT_FOUND, AuthException::code);
	}

}
