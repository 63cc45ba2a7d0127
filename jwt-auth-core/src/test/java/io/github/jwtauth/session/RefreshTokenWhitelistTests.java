package io.github.jwtauth.session;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestEvents;
import io.github.jwtauth.TestSecrets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RefreshTokenWhitelistTests {

	private final MovableClock clock = MovableClock.atNoon();

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final TestEvents events = new TestEvents(this.transactions);

	private final RevokedSessions revoked = new RevokedSessions(this.clock, Duration.ofMinutes(20));

	private final InMemorySessionStore sessions = new InMemorySessionStore(this.transactions, this.clock);

	private final RefreshTokenWhitelist whitelist = whitelist(SessionSettings.defaults());

	private final AccountId owner = new AccountId(UUID.randomUUID());

	@Test
	void openedSessionHasTheLifeOfTheSettings() { // decision 4
		LoginSession session = open(false).session();
		assertThat(session.createdAt()).isEqualTo(this.clock.instant());
		assertThat(session.lastUsedAt()).isEqualTo(this.clock.instant());
		assertThat(session.idleExpiresAt()).isEqualTo(this.clock.instant().plus(Duration.ofDays(7)));
		assertThat(session.absoluteExpiresAt()).isEqualTo(this.clock.instant().plus(Duration.ofDays(90)));
		assertThat(open(true).session().idleExpiresAt()).isEqualTo(this.clock.instant().plus(Duration.ofDays(14)));
	}

	@Test
	void idleLifeNeverPassesTheAbsoluteEnd() {
		RefreshTokenWhitelist brief = whitelist(new SessionSettings(Duration.ofDays(7), Duration.ofDays(14),
				Duration.ofHours(1), Duration.ZERO, 20, SessionLimitStrategy.REJECT));
		LoginSession session = brief.open(new SessionOpening(this.owner, List.of("pwd"), TestDevices.laptop(), true))
			.session();
		assertThat(session.idleExpiresAt()).isEqualTo(session.absoluteExpiresAt())
			.isEqualTo(this.clock.instant().plus(Duration.ofHours(1)));
	}

	@Test
	void everySessionHasItsOwnIdAndSalt() {
		RefreshToken one = this.whitelist.read(open(false).refreshToken());
		RefreshToken two = this.whitelist.read(open(false).refreshToken());
		assertThat(one.sessionId()).isNotEqualTo(two.sessionId());
		assertThat(one.salt().hash()).isNotEqualTo(two.salt().hash());
		assertThat(one.generation()).isZero();
	}

	@Test
	void successorIsThatOfThePresentedToken() {
		RefreshToken first = this.whitelist.read(open(false).refreshToken());
		RefreshToken second = this.whitelist.read(this.whitelist.successorOf(first));
		assertThat(second.generation()).isEqualTo(1);
		assertThat(second.sessionId()).isEqualTo(first.sessionId());
		assertThat(this.whitelist.rotate(first, TestDevices.laptop())).isInstanceOf(Rotation.Rotated.class);
		assertThat(this.whitelist.rotate(second, TestDevices.laptop())).isInstanceOf(Rotation.Rotated.class);
	}

	@Test
	void whatWasProvenBeforeKeepsItsTime() {
		OpenedSession opened = open(false);
		Instant login = this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(this.whitelist.addProof(this.owner, opened.session().id(), List.of("otp", "mfa"))).isTrue();
		Instant activation = this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		RefreshToken first = this.whitelist.read(opened.refreshToken());
		assertThat(this.whitelist.rotate(first, TestDevices.laptop())).isInstanceOf(Rotation.Rotated.class);

		this.clock.advance(Duration.ofMinutes(10));
		LoginSession renewed = this.whitelist.renew(this.owner, opened.session().id(), List.of("hwk"))
			.orElseThrow()
			.session();
		assertThat(renewed.amr()).containsExactly("pwd", "otp", "mfa", "hwk");
		assertThat(renewed.proven().provenAt("pwd")).contains(login);
		assertThat(renewed.proven().provenAt("otp")).contains(activation);
		assertThat(renewed.authenticatedAt()).isEqualTo(this.clock.instant());
	}

	@Test
	void nobodyProvesAnythingInTheSessionOfSomebodyElse() {
		SessionId session = open(false).session().id();
		AccountId stranger = new AccountId(UUID.randomUUID());
		assertThat(this.whitelist.addProof(stranger, session, List.of("otp"))).isFalse();
		assertThat(this.whitelist.renew(stranger, session, List.of("otp"))).isEmpty();
	}

	@Test
	void renewalContinuesTheSessionAndVoidsEveryOlderToken() { // R-44, decision 3
		OpenedSession opened = open(false);
		RefreshToken first = this.whitelist.read(opened.refreshToken());
		this.whitelist.rotate(first, TestDevices.laptop());
		this.clock.advance(Duration.ofSeconds(5));
		OpenedSession renewed = this.whitelist.renew(this.owner, opened.session().id(), List.of("pwd", "otp"))
			.orElseThrow();
		assertThat(renewed.session().id()).isEqualTo(opened.session().id());
		assertThat(renewed.session().amr()).containsExactly("pwd", "otp");
		assertThat(renewed.session().authenticatedAt()).isEqualTo(this.clock.instant());
		for (RefreshToken old : List.of(first, first.successor())) {
			assertThat(this.whitelist.rotate(old, TestDevices.laptop()))
				.isEqualTo(new Rotation.Rejected(Optional.empty()));
		}
		RefreshToken present = this.whitelist.read(renewed.refreshToken());
		assertThat(this.whitelist.rotate(present, TestDevices.laptop())).isInstanceOf(Rotation.Rotated.class);
		assertThat(this.whitelist.rotate(present, TestDevices.laptop())).isInstanceOf(Rotation.Retried.class);
		assertThat(this.events.of(SessionEnded.class)).isEmpty();
		assertThat(this.events.of(RefreshTokenReused.class)).isEmpty();
	}

	@Test
	void sessionOfSomebodyElseCannotBeRenewedOrEnded() {
		OpenedSession opened = open(false);
		AccountId stranger = new AccountId(UUID.randomUUID());
		assertThat(this.whitelist.renew(stranger, opened.session().id(), List.of("pwd"))).isEmpty();
		assertThat(this.whitelist.end(stranger, opened.session().id(), SessionEndReason.REVOKED_BY_USER)).isFalse();
		assertThat(this.events.of(SessionEnded.class)).isEmpty();
		assertThat(this.revoked.size()).isZero();
	}

	@Test
	void everyEndIsToldAndRevokesTheAccessTokens() {
		SessionId one = open(false).session().id();
		SessionId two = open(false).session().id();
		SessionId kept = open(false).session().id();
		assertThat(this.whitelist.end(this.owner, one, SessionEndReason.REVOKED_BY_ADMIN)).isTrue();
		assertThat(this.whitelist.endAll(this.owner, Optional.of(kept), SessionEndReason.PASSWORD_RESET)).isEqualTo(1);
		assertThat(this.events.of(SessionEnded.class)).containsExactly(
				new SessionEnded(this.clock.instant(), this.owner, one, SessionEndReason.REVOKED_BY_ADMIN),
				new SessionEnded(this.clock.instant(), this.owner, two, SessionEndReason.PASSWORD_RESET));
		assertThat(List.of(one, two, kept))
			.filteredOn((id) -> this.revoked.isRevoked(id, this.owner, this.clock.instant()))
			.containsExactly(one, two);
	}

	@Test
	void tokenThatIsNotOursIsRefusedWithoutAQuery() {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> this.whitelist.read(Secret.of("jar_x")))
			.returns(AuthErrorCode.INVALID_REFRESH_TOKEN, AuthException::code)
			.withMessageNotContaining("jar_x");
	}

	private OpenedSession open(boolean rememberMe) {
		return this.whitelist.open(new SessionOpening(this.owner, List.of("pwd"), TestDevices.laptop(), rememberMe));
	}

	private RefreshTokenWhitelist whitelist(SessionSettings settings) {
		SessionEnds ends = new SessionEnds(this.events, this.revoked, this.transactions, this.clock);
		return new RefreshTokenWhitelist(this.sessions, new RefreshTokenCodec(TestSecrets.keys()), settings, ends,
				this.events, this.clock, RandomBytes.secure());
	}

}
