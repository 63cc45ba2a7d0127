package io.github.jwtauth.flow;

import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.token.AccessTokenCustomizer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a login tells, and what it costs, whatever the state of the account (R-03 to R-05,
 *
 */
class LoginFlowTests {

	private static final String WRONG = "wrong horse battery staple";

	private static TestHost host;

	private static TestHost counting;

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class).start();
		counting = TestHost.of(PlainHost.class, CountingHashes.class).start();
	}

	@AfterAll
	static void stop() {
		host.close();
		counting.close();
	}

	@Test
	void theSixWaysNotToGetInAreOneAnswerAtOnePrice() {
		counting.account("active@example.com", "USER");
		insert(counting, "locked@example.com", AccountStatus.LOCKED, true);
		insert(counting, "disabled@example.com", AccountStatus.DISABLED, true);
		insert(counting, "unverified@example.com", AccountStatus.ACTIVE, false);
		AtomicInteger hashes = counting.bean(CountedEncoder.class).evaluations;
		Answer unknown = attempt(counting, "nobody@example.com", TestHost.PASSWORD, hashes);

		for (Answer other : new Answer[] { attempt(counting, "active@example.com", WRONG, hashes),
				attempt(counting, "locked@example.com", WRONG, hashes),
				attempt(counting, "locked@example.com", TestHost.PASSWORD, hashes),
				attempt(counting, "disabled@example.com", TestHost.PASSWORD, hashes),
				attempt(counting, "unverified@example.com", WRONG, hashes),
				attempt(counting, "not an address", WRONG, hashes) }) {
			assertThat(other.status()).isEqualTo(401);
			assertThat(masked(other)).isEqualTo(masked(unknown));
			assertThat(headerNames(other)).isEqualTo(headerNames(unknown));
		}
	}

	@Test
	void onlyTheRightPasswordIsToldOfAMissingVerification() {
		insert(host, "newcomer@example.com", AccountStatus.ACTIVE, false);
		Answer right = attempt(host, "newcomer@example.com", TestHost.PASSWORD);
		assertThat(right.status()).isEqualTo(403);
		assertThat(right.code()).isEqualTo("email_not_verified");
		assertThat(right.setCookies()).isEmpty();
	}

	@Test
	void newPasswordsAreArgon2idWithTheFloorOfOwasp() {
		host.account("new@example.com", "USER");
		assertThat(storedHash("new@example.com")).startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$");
	}

	@Test
	void anOlderHashIsUpgradedAtTheNextLogin() {
		String old = "{bcrypt}" + new BCryptPasswordEncoder(8).encode(TestHost.PASSWORD);
		insert(host, "veteran@example.com", old);

		assertThat(attempt(host, "veteran@example.com", WRONG).status()).isEqualTo(401);
		assertThat(storedHash("veteran@example.com")).isEqualTo(old);
		assertThat(attempt(host, "veteran@example.com", TestHost.PASSWORD).status()).isEqualTo(200);
		assertThat(storedHash("veteran@example.com")).startsWith("{argon2id}");
		assertThat(attempt(host, "veteran@example.com", TestHost.PASSWORD).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "correct horse battery staple", "{noop}correct horse battery staple", "{unknown}x",
			"{argon2id}$argon2id$broken", "{bcrypt}short" })
	void aHashThatNobodyCanReadRefusesTheLogin(String hash) {
		String email = "h" + Math.abs(hash.hashCode()) + "@example.com";
		insert(host, email, hash);
		assertThat(attempt(host, email, TestHost.PASSWORD).status()).isEqualTo(401);
	}

	@Test
	void whatBcryptWouldCutOffIsNeverIgnored() {
		// R-04, CVE-2025-22228
		String long72 = "x".repeat(72);
		insert(host, "bcrypt@example.com", "{bcrypt}" + new BCryptPasswordEncoder(8).encode(long72));
		assertThat(attempt(host, "bcrypt@example.com", long72 + "X").status()).isEqualTo(401);
		assertThat(attempt(host, "bcrypt@example.com", long72).status()).isEqualTo(200);
	}

	@Test
	void twoKeyboardsTypeTheSamePassword() {
		//
		String composed = "caf\u00e9 caf\u00e9 caf\u00e9";
		String decomposed = "cafe\u0301 cafe\u0301 cafe\u0301";
		Secret hash = host.bean(Passwords.class).encode(RawPassword.of(Secret.of(composed), "password"));
		insert(host, "cafe@example.com", hash.reveal());
		assertThat(attempt(host, "cafe@example.com", decomposed).status()).isEqualTo(200);
		assertThat(attempt(host, "cafe@example.com", composed + " ").status()).isEqualTo(401);
	}

	@Test
	void anAddressIsTheSameInEverySpellingThatCannotDeceive() {
		host.account("Mixed.Case@Example.com", "USER");
		assertThat(attempt(host, "mixed.case@EXAMPLE.com", TestHost.PASSWORD).status()).isEqualTo(200);
		assertThat(attempt(host, " mixed.case@example.com ", TestHost.PASSWORD).status()).isEqualTo(200);
		assertThat(attempt(host, "m\u0131xed.case@example.com", TestHost.PASSWORD).status()).isEqualTo(401);
	}

	@Test
	void aLoginEndsTheSessionThatTheBrowserHeld() {
		//
		host.account("again@example.com", "USER");
		TestCaller browser = host.caller();
		browser.login("again@example.com");
		Map<String, String> before = Map.copyOf(browser.cookies());
		browser.login("again@example.com");

		Answer old = host.caller().jar(before).post("/auth/token/refresh");
		assertThat(old.status()).isEqualTo(401);
		assertThat(old.text("reason")).isEqualTo("logged_out");
		assertThat(browser.post("/auth/token/refresh").status()).isEqualTo(200);
	}

	@Test
	void aLoginThatGetsNoTokenLeavesNoSession() {
		//
		try (TestHost talkative = TestHost.of(PlainHost.class, HugeClaims.class).start()) {
			talkative.account("user@example.com", "USER");
			Answer login = attempt(talkative, "user@example.com", TestHost.PASSWORD);
			assertThat(login.status()).isEqualTo(409);
			assertThat(login.code()).isEqualTo("token_too_large");
			assertThat(talkative.bean(JdbcTemplate.class)
				.queryForObject("select count(*) from jwtauth_session where ended_at is null", Integer.class)).isZero();
		}
	}

	private static Answer attempt(TestHost at, String identifier, String password) {
		return at.caller().post("/auth/login", Map.of("identifier", identifier, "password", password));
	}

	private static Answer attempt(TestHost at, String identifier, String password, AtomicInteger hashes) {
		hashes.set(0);
		Answer answer = attempt(at, identifier, password);
		assertThat(hashes).as(identifier).hasValue(1);
		return answer;
	}

	private static void insert(TestHost at, String email, AccountStatus status, boolean verified) {
		Secret hash = at.bean(Passwords.class).encode(RawPassword.of(Secret.of(TestHost.PASSWORD), "password"));
		at.bean(AccountStore.class)
			.insertIfAbsent(Account.withKey(UUID.randomUUID().toString())
				.withEmail(EmailAddress.of(email), verified)
				.withPasswordHash(hash)
				.withStatus(status));
	}

	private static void insert(TestHost at, String email, String hash) {
		at.bean(AccountStore.class)
			.insertIfAbsent(Account.withKey(UUID.randomUUID().toString())
				.withEmail(EmailAddress.of(email), true)
				.withPasswordHash(Secret.of(hash)));
	}

	private static String storedHash(String email) {
		return host.bean(JdbcTemplate.class)
			.queryForObject("select password_hash from jwtauth_account where email_canonical = ?", String.class, email);
	}

	private static String masked(Answer answer) {
		return answer.response().body().replaceAll("\"trace_id\":\"[^\"]*\"", "");
	}

	private static Collection<String> headerNames(Answer answer) {
		return new TreeSet<>(answer.response().headers().map().keySet());
	}

	@Configuration(proxyBeanMethods = false)
	static class CountingHashes {

		@Bean
		@JwtAuthBean
		CountedEncoder countedEncoder() {
			return new CountedEncoder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HugeClaims {

		@Bean
		AccessTokenCustomizer hugeClaims() {
			return (claims, grant) -> claims.put("everything", "x".repeat(5000));
		}

	}

	static final class CountedEncoder implements PasswordEncoder {

		private final PasswordEncoder encoder = new DelegatingPasswordEncoder("argon2id",
				Map.of("argon2id", new Argon2PasswordEncoder(16, 32, 1, 19456, 2)));

		private final AtomicInteger evaluations = new AtomicInteger();

		@Override
		public String encode(CharSequence password) {
			this.evaluations.incrementAndGet();
			return this.encoder.encode(password);
		}

		@Override
		public boolean matches(CharSequence password, String encoded) {
			this.evaluations.incrementAndGet();
			return this.encoder.matches(password, encoded);
		}

		@Override
		public boolean upgradeEncoding(String encoded) {
			return this.encoder.upgradeEncoding(encoded);
		}

	}

}
