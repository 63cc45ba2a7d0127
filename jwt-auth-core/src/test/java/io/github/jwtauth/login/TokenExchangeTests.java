package io.github.jwtauth.login;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.account.ExternalIdentityLinked;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.SessionLimitStrategy;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.session.TokenPair;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TokenExchangeTests {

	private static final String EMAIL = "ada@example.com";

	private static final ExternalIdentityKey IDENTITY = new ExternalIdentityKey("https://id.example/?a=b&c",
			"A=1&b %+");

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account account = this.auth.register(EMAIL);

	private final AccountId id = this.auth.idOf(this.account);

	private final Secret browser = this.auth.exchange.newBrowser();

	@Test
	void exchangeTokenBecomesASession() {
		Secret token = this.auth.exchange.issue(new ExchangeOffer(this.auth.subjects.subjectOf(this.account.key()),
				List.of("fed", "mfa"), true, true, this.browser, null));
		assertThat(this.auth.liveSessions(this.id)).isZero();
		ExchangedSession exchanged = exchange(token, this.browser);
		assertThat(exchanged.firstLogin()).isTrue();
		TokenPair tokens = exchanged.tokens();
		assertThat(tokens.session().amr()).containsExactly("fed", "mfa");
		assertThat(tokens.session().rememberMe()).isTrue();
		assertThat(tokens.session().device()).isEqualTo(TestDevices.phone());
		assertThat(this.auth.refresh(tokens.refreshToken()).session().id()).isEqualTo(tokens.session().id());
		assertThat(this.auth.subjects.lastLoginAt(this.id)).contains(this.auth.clock.instant());
	}

	@Test
	void usedUnknownExpiredAndStolenAreOneAnswer() { // R-73
		Secret used = issue(null);
		exchange(used, this.browser);
		assertInvalid(used, this.browser);
		assertInvalid(Secret.of("jot_" + "A".repeat(48)), this.browser);
		Secret stolen = issue(null);
		assertInvalid(stolen, this.auth.exchange.newBrowser());
		assertInvalid(stolen, null);
		assertThat(this.auth.liveSessions(this.id)).isEqualTo(1);
		assertThat(exchange(stolen, this.browser)).isNotNull();
		Secret expired = issue(null);
		this.auth.clock.advance(Duration.ofSeconds(60));
		assertInvalid(expired, this.browser);
	}

	@Test
	void twentyExchangesOfOneTokenOpenOneSession() { // R-73
		Secret token = issue(null);
		List<Optional<AuthErrorCode>> answers = TestRace.of(20, () -> {
			try {
				exchange(token, this.browser);
				return Optional.empty();
			}
			catch (AuthException ex) {
				return Optional.of(ex.code());
			}
		});
		assertThat(answers).containsOnlyOnce(Optional.empty())
			.containsOnly(Optional.empty(), Optional.of(AuthErrorCode.INVALID_TOKEN));
		assertThat(this.auth.liveSessions(this.id)).isEqualTo(1);
	}

	@Test
	void whatHappenedInBetweenVoidsIt() { // R-15, X-16
		Secret beforeTheChange = issue(null);
		this.auth.changes.credentialsChanged(this.id);
		assertInvalid(beforeTheChange, this.browser);
		Secret beforeTheEnd = issue(null);
		this.auth.accounts.save(this.account.withStatus(AccountStatus.DISABLED));
		assertInvalid(beforeTheEnd, this.browser);
		this.auth.accounts.delete(this.account.key());
		assertInvalid(beforeTheEnd, this.browser);
		assertThat(this.auth.liveSessions(this.id)).isZero();
	}

	@Test
	void unprovenAddressIsToldToItsOwner() {
		Secret token = issue(null);
		this.auth.accounts.save(this.account.withEmail(this.account.email(), false));
		assertRefused(token, AuthErrorCode.EMAIL_NOT_VERIFIED);
	}

	@Test
	void tokenThatCouldNotBecomeASessionIsStillGood() {
		TestJwtAuth full = TestJwtAuth.with(new SessionSettings(Duration.ofDays(7), Duration.ofDays(14),
				Duration.ofDays(90), Duration.ofSeconds(30), 1, SessionLimitStrategy.REJECT));
		Account owner = full.register(EMAIL);
		TokenPair other = full.login(EMAIL);
		Secret token = full.exchange.issue(new ExchangeOffer(full.subjects.subjectOf(owner.key()), List.of("fed"),
				false, false, this.browser, null));
		ExchangeAttempt attempt = new ExchangeAttempt(token, this.browser, TestDevices.phone(), null);
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> full.exchange.exchange(attempt))
			.returns(AuthErrorCode.SESSION_LIMIT_REACHED, AuthException::code);
		full.logout.byRefreshToken(other.refreshToken());
		assertThat(full.exchange.exchange(attempt).firstLogin()).isFalse();
	}

	@Test
	void sessionThatTheBrowserHadEnds() { // R-14
		TokenPair before = this.auth.login(EMAIL);
		this.auth.exchange
			.exchange(new ExchangeAttempt(issue(null), this.browser, TestDevices.phone(), before.refreshToken()));
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.auth.refresh(before.refreshToken()))
			.returns(SessionEndReason.LOGGED_OUT, SessionEndedException::reason);
	}

	@Test
	void linkIsMadeWhenTheSessionOpensAndNotBefore() { // R-66
		Secret token = issue(new PendingLink(IDENTITY, EmailAddress.of("ADA@Example.com")));
		assertThat(this.auth.identities.findAccount(IDENTITY)).isEmpty();
		exchange(token, this.browser);
		assertThat(this.auth.identities.findAccount(IDENTITY)).contains(this.id);
		assertThat(this.auth.events.of(ExternalIdentityLinked.class)).singleElement()
			.returns(this.id, ExternalIdentityLinked::accountId)
			.returns(IDENTITY.provider(), ExternalIdentityLinked::provider);
	}

	@Test
	void linkToAnAddressThatMovedOnIsNotMade() { // X-16
		PendingLink link = new PendingLink(IDENTITY, EmailAddress.of(EMAIL));
		Secret token = issue(link);
		this.auth.accounts.save(this.account.withEmail(EmailAddress.of("new@example.com"), true));
		assertInvalid(token, this.browser);
		this.auth.accounts.save(this.account.withEmail(EmailAddress.of(EMAIL), false));
		assertInvalid(token, this.browser);
		assertThat(this.auth.identities.findAccount(IDENTITY)).isEmpty();
	}

	@Test
	void linkThatSomebodyElseGotMeanwhileOpensNothing() {
		Secret token = issue(new PendingLink(IDENTITY, EmailAddress.of(EMAIL)));
		AccountId other = this.auth.idOf(this.auth.register("other@example.com"));
		this.auth.identities.linkIfAbsent(IDENTITY, other, this.auth.clock.instant());
		assertInvalid(token, this.browser);
		assertThat(this.auth.identities.findAccount(IDENTITY)).contains(other);
		assertThat(this.auth.liveSessions(this.id)).isZero();
	}

	@Test
	void twoTabsThatLinkTheSameAreBothIn() {
		PendingLink link = new PendingLink(IDENTITY, EmailAddress.of(EMAIL));
		List<Callable<ExchangedSession>> tabs = List.of(issue(link), issue(link))
			.stream()
			.<Callable<ExchangedSession>>map((token) -> () -> exchange(token, this.browser))
			.toList();
		assertThat(TestRace.between(tabs)).hasSize(2).doesNotContainNull();
		assertThat(this.auth.events.of(ExternalIdentityLinked.class)).hasSize(1);
	}

	@Test
	void longestNamesFitIntoAToken() {
		ExternalIdentityKey longest = new ExternalIdentityKey("&".repeat(255), "%".repeat(255));
		String address = "%".repeat(63) + "@" + ("b".repeat(60) + ".").repeat(3) + "example";
		this.auth.accounts.save(this.account.withEmail(EmailAddress.of(address), true));
		List<String> amr = java.util.Collections.nCopies(8, "a".repeat(24));
		Secret token = this.auth.exchange.issue(new ExchangeOffer(this.auth.subjects.subjectOf(this.account.key()), amr,
				true, true, this.browser, new PendingLink(longest, EmailAddress.of(address))));
		assertThat(exchange(token, this.browser).tokens().session().amr()).isEqualTo(amr);
		assertThat(this.auth.identities.findAccount(longest)).contains(this.id);
	}

	@Test
	void wordsThatNoSessionCouldKeepAreAMistakeOfTheCaller() {
		for (List<String> amr : List.of(List.<String>of(), List.of("a,b"), List.of(""), List.of("x".repeat(25)),
				java.util.Collections.nCopies(9, "fed"))) {
			assertThatIllegalArgumentException().as(amr.toString())
				.isThrownBy(() -> new ExchangeOffer(this.auth.subjects.subjectOf(this.account.key()), amr, false, false,
						this.browser, null));
		}
	}

	private Secret issue(@Nullable PendingLink link) {
		return this.auth.exchange.issue(new ExchangeOffer(this.auth.subjects.subjectOf(this.account.key()),
				List.of("fed"), false, false, this.browser, link));
	}

	private ExchangedSession exchange(Secret token, @Nullable Secret from) {
		return this.auth.exchange.exchange(new ExchangeAttempt(token, from, TestDevices.phone(), null));
	}

	private void assertInvalid(Secret token, @Nullable Secret from) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> exchange(token, from))
			.returns(AuthErrorCode.INVALID_TOKEN, AuthException::code)
			.withMessage("The token is not valid.");
	}

	private void assertRefused(Secret token, AuthErrorCode code) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> exchange(token, this.browser))
			.returns(code, AuthException::code);
	}

}
