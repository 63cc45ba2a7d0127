package io.github.jwtauth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.account.TestAccounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AccessTokenIssuerTests {

	private static final AccessTokenSettings SETTINGS = new AccessTokenSettings("https://auth.example.com", "shop",
			"shop-web", Duration.ofMinutes(15));

	private final MovableClock clock = MovableClock.atNoon();

	private final TestAccessTokens tokens = new TestAccessTokens();

	private final List<AccessTokenCustomizer> customizers = new ArrayList<>();

	private final AccountId id = new AccountId(UUID.randomUUID());

	private final SessionId session = new SessionId(UUID.randomUUID());

	@Test
	void tokenSaysWhatTheContractSays() { // RFC 9068
		Account account = TestAccounts.somebody().withRoles(List.of("USER", "ADMIN"));
		AccessToken token = issue(grant(account, this.clock.instant().plus(Duration.ofDays(90))));
		AccessTokenClaims claims = this.tokens.claimsOf(token);
		Instant now = Instant.parse("2030-03-01T12:00:00Z");
		assertThat(claims).usingRecursiveComparison()
			.ignoringFields("tokenId")
			.isEqualTo(new AccessTokenClaims("https://auth.example.com", this.id.toString(), "shop", "shop-web", "",
					this.session.toString(), now, now.plusSeconds(900),
					ProvenMethods.at(List.of("pwd"), now.minusSeconds(60)), List.of("ADMIN", "USER"), true, Map.of()));
		assertThat(claims.tokenId()).matches("[A-Za-z0-9_-]{22}");
		assertThat(token.lifetime()).isEqualTo(Duration.ofMinutes(15));
		assertThat(token.value()).hasToString("***");
	}

	@Test
	void everyTokenHasAnIdOfItsOwn() {
		Set<String> ids = new HashSet<>();
		for (int i = 0; i < 100; i++) {
			ids.add(this.tokens.claimsOf(issue(grant())).tokenId());
		}
		assertThat(ids).hasSize(100);
	}

	@Test
	void tokenDoesNotOutliveItsSession() {
		Instant end = this.clock.instant().plusSeconds(120);
		AccessToken token = issue(grant(TestAccounts.somebody(), end));
		assertThat(token.expiresAt()).isEqualTo(Instant.parse("2030-03-01T12:02:00Z")).isBeforeOrEqualTo(end);
		AccessToken last = issue(grant(TestAccounts.somebody(), this.clock.instant().plusNanos(1)));
		assertThat(last.lifetime()).isZero();
	}

	@Test
	void customizersAddClaimsInTheirOrder() {
		this.customizers.add((claims, grant) -> claims.put("tenant", "one").put("plan", "free"));
		this.customizers
			.add((claims, grant) -> claims.put("plan", "paid").put("session", grant.sessionId().toString()));
		assertThat(this.tokens.claimsOf(issue(grant())).additional())
			.isEqualTo(Map.of("tenant", "one", "plan", "paid", "session", this.session.toString()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id", "sid", "auth_time", "amr",
			"amr_times", "acr", "azp", "nonce", "scope", "scp", "cnf", "act", "may_act", "roles", "email_verified", "",
			" " })
	void claimWithAMeaningCannotBeSet(String name) {
		this.customizers.add((claims, grant) -> claims.put(name, "x"));
		assertThatIllegalArgumentException().isThrownBy(() -> issue(grant()));
	}

	@Test
	void moreThanFiftyRolesAreRefusedNotCut() {
		List<String> fifty = IntStream.range(0, 50).mapToObj((number) -> "ROLE" + number).toList();
		assertThat(this.tokens.claimsOf(issue(grant(TestAccounts.somebody().withRoles(fifty), Instant.MAX))).roles())
			.hasSize(50);
		List<String> more = new ArrayList<>(fifty);
		more.add("ONE_MORE");
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> grant(TestAccounts.somebody().withRoles(more), Instant.MAX))
			.returns(AuthErrorCode.TOKEN_TOO_LARGE, AuthException::code);
	}

	@Test
	void tokenThatFitsNoCookieIsRefused() {
		assertThat(issuer((claims) -> Secret.of("x".repeat(4000))).issue(grant())).isNotNull();
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> issuer((claims) -> Secret.of("x".repeat(4001))).issue(grant()))
			.returns(AuthErrorCode.TOKEN_TOO_LARGE, AuthException::code);
	}

	@Test
	void senselessSettingsAreRefused() {
		Duration minute = Duration.ofMinutes(1);
		assertThatIllegalArgumentException().isThrownBy(() -> new AccessTokenSettings(" ", "a", "c", minute));
		assertThatIllegalArgumentException().isThrownBy(() -> new AccessTokenSettings("i", "", "c", minute));
		assertThatIllegalArgumentException().isThrownBy(() -> new AccessTokenSettings("i", "a", "", minute));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new AccessTokenSettings("i", "a", "c", Duration.ofMillis(999)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new AccessTokenSettings("i", "a", "c", Duration.ofHours(1).plusMillis(1)));
	}

	private AccessToken issue(AccessTokenGrant grant) {
		return issuer(this.tokens).issue(grant);
	}

	private AccessTokenIssuer issuer(AccessTokenEncoder encoder) {
		return new AccessTokenIssuer(SETTINGS, encoder, this.customizers, RandomBytes.secure());
	}

	private AccessTokenGrant grant() {
		return grant(TestAccounts.somebody(), this.clock.instant().plus(Duration.ofDays(1)));
	}

	private AccessTokenGrant grant(Account account, Instant notAfter) {
		return new AccessTokenGrant(new KnownAccount(new Subject(this.id, account.key(), 0), account), this.session,
				this.clock.instant().minusSeconds(60), List.of("pwd"), notAfter, this.clock.instant());
	}

}
