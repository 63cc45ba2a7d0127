package io.github.jwtauth.boot.jose;

import java.time.Duration;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.session.LiveSessions;
import io.github.jwtauth.session.RevokedSessions;
import io.github.jwtauth.session.SessionStore;
import org.junit.jupiter.api.Test;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

import static io.github.jwtauth.boot.jose.TestRefusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * What becomes of access tokens when their session ends (decision 7).
 */
class SessionCheckTests {

	private final MovableClock clock = new MovableClock(TestNode.START);

	private final TestNode node = new TestNode(new TestSigningKeyStore(), this.clock);

	private final RevokedSessions revoked = new RevokedSessions(this.clock, Duration.ofMinutes(17));

	private final SessionStore store = mock(SessionStore.class);

	private final AccessTokenDecoder none = this.node.decoder(SessionCheck.none());

	private final AccessTokenDecoder revocations = this.node.decoder(SessionCheck.revocations(this.revoked));

	private final AccessTokenDecoder always = this.node
		.decoder(SessionCheck.always(new LiveSessions(this.store, this.revoked, this.clock)));

	private final String token = this.node.issue();

	@Test
	void noneLetsATokenExpire() {
		this.revoked.sessionEnded(TestNode.SESSION);

		assertThatCode(() -> this.none.decode(this.token)).doesNotThrowAnyException();
	}

	@Test
	void revocationsRefusesTheTokensOfAnEndedSession() {
		this.revoked.sessionEnded(SessionId.random(RandomBytes.secure()));
		assertThatCode(() -> this.revocations.decode(this.token)).doesNotThrowAnyException();

		this.revoked.sessionEnded(TestNode.SESSION);
		assertRefused(this.revocations, this.token, "session");
	}

	@Test
	void revocationsRefusesTokensFromBeforeAChangeOfTheAccount() {
		this.revoked.accountChanged(TestNode.ACCOUNT, TestNode.START);
		this.clock.advance(Duration.ofSeconds(1));

		assertRefused(this.revocations, this.token, "session");
		assertThatCode(() -> this.revocations.decode(this.node.issue())).doesNotThrowAnyException();
	}

	@Test
	void revocationsAsksNoStore() {
		this.revocations.decode(this.token);

		then(this.store).shouldHaveNoInteractions();
	}

	@Test
	void alwaysAsksTheStore() {
		given(this.store.isLive(TestNode.SESSION, TestNode.ACCOUNT, TestNode.START, TestNode.START)).willReturn(true);
		assertThatCode(() -> this.always.decode(this.token)).doesNotThrowAnyException();

		given(this.store.isLive(TestNode.SESSION, TestNode.ACCOUNT, TestNode.START, TestNode.START)).willReturn(false);
		assertRefused(this.always, this.token, "session");
	}

	@Test
	void alwaysKnowsOfChangedAccountsWithoutAQuery() {
		this.revoked.accountChanged(TestNode.ACCOUNT, TestNode.START);

		assertRefused(this.always, this.token, "session");
		then(this.store).shouldHaveNoInteractions();
	}

	/** A junk token costs no query. */
	@Test
	void alwaysAsksOnlyAboutTokensThatAreOtherwiseValid() {
		String expired = this.token;
		this.clock.advance(Duration.ofHours(1));

		assertRefused(this.always, expired, "exp");
		assertRefused(this.always, this.node.signed((claims) -> claims.put("aud", "other")), "aud");
		then(this.store).shouldHaveNoInteractions();
	}

	// 503, never 401. Spring Security must let it through as it is.
	@Test
	void aStoreThatIsDownIsNoVerdict() {
		QueryTimeoutException failure = new QueryTimeoutException("down");
		given(this.store.isLive(any(), any(), any(), any())).willThrow(failure);
		JwtAuthenticationProvider provider = new JwtAuthenticationProvider(this.always);

		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> provider.authenticate(new BearerTokenAuthenticationToken(this.token)))
			.withCause(failure)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(AuthErrorCode.UNAVAILABLE))
			.satisfies((ex) -> assertThat(ex.retryAfter()).isPositive());
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> new DecoderAccessTokenReader(this.always).read(this.token));
	}

	@Test
	void aReaderTellsWhatATokenSays() {
		DecoderAccessTokenReader reader = new DecoderAccessTokenReader(this.revocations);

		assertThat(reader.read(this.token)).hasValueSatisfying((account) -> {
			assertThat(account.accountId()).isEqualTo(TestNode.ACCOUNT);
			assertThat(account.sessionId()).isEqualTo(TestNode.SESSION);
			assertThat(account.roles()).containsExactly("USER");
		});
		assertThat(reader.read("junk")).isEmpty();
		assertThat(reader.readExpired("junk")).isEmpty();
	}

	/** A logout with a token that has just expired, or whose session is gone already. */
	@Test
	void aReaderForLogoutsLooksAtNeitherAgeNorSession() {
		DecoderAccessTokenReader reader = new DecoderAccessTokenReader(this.always);
		this.revoked.sessionEnded(TestNode.SESSION);
		this.clock.advance(Duration.ofHours(1));

		assertThat(reader.read(this.token)).isEmpty();
		assertThat(reader.readExpired(this.token)).isPresent();
		then(this.store).shouldHaveNoInteractions();
	}

}
