package io.github.jwtauth.flow;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.crypto.spec.SecretKeySpec;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.mfa.MfaStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Guessers, racers and tokens in the wrong place, over HTTP and on PostgreSQL (R-67 to
 * R-71, J-53, J-54; I9).
 */
class MfaGuessFlowTests {

	private static final int TRIES = 5;

	private static final int BUDGET = 10;

	/** Reads of the seed: one to learn the state, one for each comparison. */
	private static final AtomicInteger comparisons = new AtomicInteger();

	private static TestHost host;

	private static MovableClock clock;

	private final TestFactorOwner owner = TestFactorOwner.enrolled(host, "USER");

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class, Outside.class)
			.with(TestDatabases.postgres())
			.with("jwtauth.secret", "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs")
			.with("jwtauth.public-url", "http://localhost")
			.with("jwtauth.schema.initialize", "always")
			.with("jwtauth.refresh-token-as-cookie", "false")
			.start();
		clock = host.bean(MovableClock.class);
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@Test
	void aChallengeHasFiveTries() {
		String challenge = this.owner.challenge();
		for (int i = 0; i < TRIES; i++) {
			Answer wrong = this.owner.verify(challenge, "code", this.owner.app().wrongCode());
			assertThat(wrong.status()).isEqualTo(401);
			assertThat(wrong.code()).isEqualTo("invalid_code");
		}
		Answer exhausted = this.owner.verify(challenge, "code", this.owner.app().code());
		assertThat(exhausted.status()).isEqualTo(401);
		assertThat(exhausted.code()).isEqualTo("invalid_token");
		this.owner.login();
	}

	@Test
	void anAccountHasTenGuessesOverAllChallenges() {
		String open = this.owner.challenge();
		for (int i = 0; i < BUDGET; i++) {
			assertThat(this.owner.verify(this.owner.challenge(), "code", this.owner.app().wrongCode()).code())
				.isEqualTo("invalid_code");
		}
		assertThat(this.owner.verify(open, "code", this.owner.app().code()).code())
			.as("every challenge that was open is void")
			.isEqualTo("invalid_token");
		Answer blocked = this.owner.verify(this.owner.challenge(), "code", this.owner.app().code());
		assertThat(blocked.status()).as(blocked.toString()).isEqualTo(429);
		assertThat(blocked.code()).isEqualTo("too_many_attempts");
		assertThat(Integer.parseInt(blocked.header("Retry-After"))).isBetween(1, 15 * 60);
		clock.advance(Duration.ofMinutes(16));
		this.owner.login();
	}

	@Test
	void parallelGuessesAreNoMoreThanTen() { // R-25, I9
		List<String> challenges = IntStream.range(0, 25).mapToObj((i) -> this.owner.challenge()).toList();
		String wrong = this.owner.app().wrongCode();
		int before = comparisons.get();
		List<Answer> answers = TestRace.between(IntStream.range(0, 50)
			.<Callable<Answer>>mapToObj((i) -> () -> this.owner.verify(challenges.get(i % 25), "code", wrong))
			.toList());
		assertThat(answers).filteredOn((answer) -> answer.code().equals("invalid_code")).hasSizeBetween(1, BUDGET);
		assertThat(answers).extracting(Answer::status).containsOnly(401, 429);
		assertThat(comparisons.get() - before).isBetween(1, BUDGET);
	}

	@Test
	void aCodeOpensOneSession() {
		List<String> challenges = IntStream.range(0, 20).mapToObj((i) -> this.owner.challenge()).toList();
		String code = this.owner.app().code();
		List<Integer> statuses = statuses(challenges, "code", code);
		assertThat(statuses).filteredOn((status) -> status == 200).hasSize(1);
		assertThat(statuses).containsOnly(200, 401, 429);
	}

	@Test
	void aRecoveryCodeOpensOneSession() {
		List<String> challenges = IntStream.range(0, 20).mapToObj((i) -> this.owner.challenge()).toList();
		List<Integer> statuses = statuses(challenges, "recovery_code", this.owner.recoveryCodes().get(0));
		assertThat(statuses).filteredOn((status) -> status == 200).hasSize(1);
		assertThat(statuses).containsOnly(200, 401, 429);
	}

	@Test
	void aChallengeOpensOneSession() {
		String challenge = this.owner.challenge();
		List<Integer> statuses = TestRace.between(this.owner.recoveryCodes()
			.subList(0, TRIES)
			.stream()
			.<Callable<Integer>>map((code) -> () -> this.owner.verify(challenge, "recovery_code", code).status())
			.toList());
		assertThat(statuses).filteredOn((status) -> status == 200).hasSize(1);
	}

	@Test
	void theCodeOfSomebodyElseIsWrong() {
		TestFactorOwner other = TestFactorOwner.enrolled(host, "USER");
		String challenge = this.owner.challenge();
		assertThat(this.owner.verify(challenge, "code", other.app().code()).code()).isEqualTo("invalid_code");
		assertThat(this.owner.verify(challenge, "recovery_code", other.recoveryCodes().get(0)).code())
			.isEqualTo("invalid_code");
	}

	@Test
	void tokensAreGoodForOnePurpose() { // J-53, J-54, R-16
		String challenge = this.owner.challenge();
		for (String path : List.of("/api/ping", "/auth/mfa", "/auth/me", "/auth/check", "/auth/sessions")) {
			assertThat(host.caller().bearer(challenge).get(path).status()).as(path).isEqualTo(401);
		}
		assertThat(host.caller().bearer(challenge).post("/auth/mfa/totp/setup").status()).isEqualTo(401);
		for (Map.Entry<String, Map<String, String>> other : Map
			.of("/auth/email/verify", Map.of("token", challenge), "/auth/email/change/confirm",
					Map.of("token", challenge), "/auth/email/change/undo", Map.of("token", challenge),
					"/auth/sessions/not-me", Map.of("token", challenge), "/auth/password/reset/confirm",
					Map.of("token", challenge, "new_password", "another horse, another battery"),
					"/auth/token/exchange", Map.of("exchange_token", challenge), "/auth/token/refresh",
					Map.of("refresh_token", challenge), "/auth/token/verify", Map.of("token", challenge),
					"/auth/mfa/totp/setup", Map.of("mfa_token", challenge), "/auth/invitations/accept",
					Map.of("token", challenge, "password", "another horse, another battery"))
			.entrySet()) {
			assertThat(host.caller().post(other.getKey(), other.getValue()).status()).as(other.getKey()).isIn(400, 401);
		}
		Answer in = this.owner.verify(challenge, "code", this.owner.app().code());
		assertThat(in.status()).as("nothing of this has used it up").isEqualTo(200);
		for (String wrong : List.of(in.text("access_token"), in.text("refresh_token"), in.text("device_token"))) {
			Answer refused = this.owner.verify(wrong, "code", this.owner.app().code());
			assertThat(refused.status()).isEqualTo(401);
			assertThat(refused.code()).isEqualTo("invalid_token");
		}
	}

	@Test
	void aStaleHeaderDoesNotMatterWhereTheChallengeIsTheCredential() {
		String challenge = this.owner.challenge();
		assertThat(host.caller()
			.bearer("stale")
			.post("/auth/mfa/verify", TestFactorOwner.body(challenge, "code", this.owner.app().code()))
			.status()).isEqualTo(200);
	}

	@Test
	void bodyClientsAreRememberedByTheTokenThatTheyGet() {
		Map<String, Object> body = TestFactorOwner.body(this.owner.challenge(), "code", this.owner.app().code());
		body.put("remember_device", true);
		Answer in = host.caller().post("/auth/mfa/verify", body);
		String device = in.text("device_token");
		assertThat(device).startsWith("jdt_");
		Answer again = host.caller()
			.post("/auth/login",
					Map.of("email", this.owner.email(), "password", TestHost.PASSWORD, "device_token", device));
		assertThat(again.status()).as(again.toString()).isEqualTo(200);
		assertThat(again.text("device_token")).isEqualTo(device);
		Answer proven = host.caller()
			.bearer(again.text("access_token"))
			.post("/auth/reauthenticate", Map.of("password", TestHost.PASSWORD, "device_token", device));
		assertThat(proven.text("device_token")).as(proven.toString()).isEqualTo(device);
	}

	static Stream<Arguments> garbage() {
		String token = "\"mfa_token\":\"jot_x\"";
		return Stream.of(arguments("{}", 200), arguments("[]", 400), arguments("null", 400), arguments("\"x\"", 400),
				arguments("{" + token + "}", 401), arguments("{" + token + ",\"code\":null}", 400),
				arguments("{" + token + ",\"code\":123456}", 400),
				arguments("{" + token + ",\"code\":\"1\",\"recovery_code\":\"2\"}", 400),
				arguments("{\"mfa_token\":null,\"code\":\"123456\"}", 400),
				arguments("{\"mfa_token\":{},\"code\":\"123456\"}", 400),
				arguments("{" + token + ",\"code\":[\"123456\"]}", 400),
				arguments("{" + token + ",\"code\":\"123456\",\"remember_device\":\"yes\"}", 400),
				arguments("{" + token + ",\"code\":\"" + "1".repeat(5000) + "\"}", 400),
				arguments("{" + token + ",\"unknown\":1}", 400), arguments("{\"code\"", 400));
	}

	/** A setup needs nothing but a caller; all others read what is there. */
	@ParameterizedTest
	@MethodSource("garbage")
	void garbageIsTheClientsFault(String body, int setup) {
		TestCaller caller = host.caller();
		TestCaller bearer = caller.bearer(this.owner.login().text("access_token"));
		assertThat(caller.json("POST", "/auth/mfa/verify", body).status()).isEqualTo(400);
		for (String path : List.of("/auth/mfa/totp/activate", "/auth/mfa/totp/deactivate", "/auth/reauthenticate")) {
			assertThat(bearer.json("POST", path, body).status()).as(path).isEqualTo(400);
		}
		Answer codes = bearer.json("POST", "/auth/mfa/recovery-codes", body);
		assertThat(codes.status()).as("takes no body and reads none: " + codes).isEqualTo(200);

		String email = UUID.randomUUID() + "@example.com";
		host.account(email, "USER");
		Answer begun = caller.bearer(caller.login(email).text("access_token"))
			.json("POST", "/auth/mfa/totp/setup", body);
		assertThat(begun.status()).as(begun.toString()).isEqualTo(setup);
		assertThat(begun.code()).isEqualTo((setup == 400) ? "validation" : (setup == 401) ? "invalid_token" : "");
	}

	@Test
	void anAuthenticatorOfSomebodyElseLogsIn() throws GeneralSecurityException {
		String email = UUID.randomUUID() + "@example.com";
		host.account(email, "USER");
		TestCaller caller = host.caller();
		TestCaller bearer = caller.bearer(caller.login(email).text("access_token"));
		Key secret = new SecretKeySpec(TestAuthenticator.key(bearer.post("/auth/mfa/totp/setup").text("secret")),
				"RAW");
		TimeBasedOneTimePasswordGenerator app = new TimeBasedOneTimePasswordGenerator();
		Answer active = bearer.post("/auth/mfa/totp/activate",
				Map.of("code", app.generateOneTimePasswordString(secret, clock.instant())));
		assertThat(active.status()).as(active.toString()).isEqualTo(200);
		clock.advance(app.getTimeStep());
		Answer in = caller.post("/auth/mfa/verify", TestFactorOwner.body(caller.login(email).text("mfa_token"), "code",
				app.generateOneTimePasswordString(secret, clock.instant())));
		assertThat(in.status()).as(in.toString()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "12345", "1234567", "١٢٣٤٥٦", "１２３４５６", "-12345", "12345a", "\u0000", "0x1234",
			"1e5", "ǆǆǆǆǆǆ" })
	void whatIsNoCodeIsWrong(String code) {
		String challenge = this.owner.challenge();
		assertThat(this.owner.verify(challenge, "code", code).status()).isBetween(400, 401);
		assertThat(this.owner.verify(challenge, "recovery_code", code).status()).isBetween(400, 401);
		Answer spaced = this.owner.verify(challenge, "code",
				this.owner.app().code().substring(0, 3) + " " + this.owner.app().code().substring(3));
		assertThat(spaced.status()).as("as apps show it").isEqualTo(200);
	}

	@Test
	void deviceThatIsNoneIsNotFound() {
		TestCaller bearer = host.caller().bearer(this.owner.login().text("access_token"));
		for (String id : List.of("x", "1-1-1-1-1", "00000000-0000-0000-0000-000000000000", "%00", "%F0%9F%98%80")) {
			assertThat(bearer.json("DELETE", "/auth/mfa/devices/" + id, "").status()).as(id).isBetween(400, 404);
		}
	}

	private List<Integer> statuses(List<String> challenges, String field, String value) {
		return TestRace.between(challenges.stream()
			.<Callable<Integer>>map((challenge) -> () -> this.owner.verify(challenge, field, value).status())
			.toList());
	}

	@Configuration(proxyBeanMethods = false)
	static class Outside {

		@Bean(defaultCandidate = false)
		@JwtAuthBean
		Clock clock() {
			return new MovableClock(Instant.now());
		}

		/** Whoever compares a recovery code has read all of them; whoever asks, too. */
		@Bean
		static BeanPostProcessor spy() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return (bean instanceof MfaStore store) ? spied(store) : bean;
				}

			};
		}

		private static Object spied(MfaStore store) {
			ProxyFactory proxy = new ProxyFactory(store);
			proxy.addAdvice((org.aopalliance.intercept.MethodInterceptor) (call) -> {
				if (call.getMethod().getName().equals("findTotp")) {
					comparisons.incrementAndGet();
				}
				return call.proceed();
			});
			return proxy.getProxy();
		}

	}

}
