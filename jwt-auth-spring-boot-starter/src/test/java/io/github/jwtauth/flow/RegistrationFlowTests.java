package io.github.jwtauth.flow;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.onetimetoken.TokenOffer;
import io.github.jwtauth.password.TestPasswordEncoder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Registration and the proof of an address over real HTTP: what strangers learn, what
 * they can make, and what the owner of an address gets (X-01, X-07 to X-09, X-50, X-51).
 */
class RegistrationFlowTests {

	private static final String ATTACKER = "password of the attacker";

	private static TestHost host;

	private static TestHost optional;

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class, Mail.class)
			.with("jwtauth.email-verification.session", "exchange")
			.with("jwtauth.email.gmail-aliases", "true")
			.with("jwtauth.registration.extra-fields", "phone")
			.start();
		optional = TestHost.of(PlainHost.class, Mail.class).with("jwtauth.email-verification.mode", "optional").start();
	}

	@AfterAll
	static void stop() {
		host.close();
		optional.close();
	}

	@Test
	void registrationIsOneAnswerAtOnePriceWhoeverHasTheAddress() { // R-20, X-01
		List<Seen> all = inEveryState((email) -> register(host.caller(), email, ATTACKER));
		assertThat(all).allSatisfy((seen) -> {
			assertThat(seen.answer().status()).isEqualTo(202);
			assertThat(seen.answer().text("status")).isEqualTo("verification_required");
			assertThat(seen.hashes()).isEqualTo(1);
			assertThat(seen).usingRecursiveComparison().ignoringFields("answer").isEqualTo(all.get(0));
		});
	}

	@Test
	void resendingIsOneAnswerAtOnePriceWhoeverHasTheAddress() { // R-21, X-01
		List<Seen> all = inEveryState((email) -> host.caller().post("/auth/email/resend", Map.of("email", email)));
		assertThat(all).allSatisfy((seen) -> {
			assertThat(seen.answer().status()).isEqualTo(202);
			assertThat(seen.hashes()).isZero();
			assertThat(seen).usingRecursiveComparison().ignoringFields("answer").isEqualTo(all.get(0));
		});
	}

	@Test
	void ownerLogsInAfterTheProofAndOnlyTheBrowserThatRegisteredIsSparedThat() { // decision
																					// 10
		String email = somebody();
		TestCaller browser = host.caller();
		Answer registered = register(browser, email, TestHost.PASSWORD);
		assertThat(registered.setCookies()).singleElement()
			.asString()
			.startsWith("registration=")
			.contains("Max-Age=86400", "HttpOnly", "SameSite=Strict");
		assertThat(host.caller().login(email).code()).isEqualTo("email_not_verified");
		Answer verified = browser.post("/auth/email/verify", Map.of("token", inbox(host).tokenOf(email)));
		assertThat(verified.text("status")).isEqualTo("verified");
		assertThat(browser.cookies()).containsOnlyKeys("exchange");
		Map<String, String> exchange = Map.of("exchange_token", verified.text("exchange_token"));
		assertThat(host.caller().post("/auth/token/exchange", exchange).status()).isEqualTo(401);
		Answer session = browser.post("/auth/token/exchange", exchange);
		assertThat(session.status()).isEqualTo(200);
		assertThat(session.json().path("first_login").asBoolean()).isTrue();
		assertThat(session.json().path("user").path("email_verified").asBoolean()).isTrue();
		assertThat(host.caller().login(email).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anotherBrowserProvesTheAddressAndGetsNothing(boolean byCode) { // R-75, decision
																		// 10
		String email = somebody();
		register(host.caller(), email, TestHost.PASSWORD);
		TestCaller victim = host.caller();
		register(victim, somebody(), TestHost.PASSWORD);
		victim.cookies().remove("refresh_token");
		Map<String, String> proof = byCode ? Map.of("email", email, "code", inbox(host).codeOf(email))
				: Map.of("token", inbox(host).tokenOf(email));
		Answer verified = victim.post("/auth/email/verify", proof);
		assertThat(verified.response().body()).isEqualTo("{\"status\":\"verified\"}");
		assertThat(verified.setCookies()).isEmpty();
		Answer again = victim.post("/auth/email/verify", proof);
		assertThat(again.status()).isEqualTo(400);
		assertThat(again.code()).isEqualTo("invalid_token");
	}

	@Test
	void secondRegistrationWinsEverything() { // X-07
		String email = somebody();
		register(host.caller(), email, ATTACKER);
		String attackers = inbox(host).tokenOf(email);
		register(host.caller(), email, TestHost.PASSWORD);
		assertThat(verify(attackers).code()).isEqualTo("invalid_token");
		assertThat(login(email, ATTACKER).code()).isEqualTo("invalid_credentials");
		assertThat(verify(inbox(host).tokenOf(email)).status()).isEqualTo(200);
		assertThat(login(email, ATTACKER).code()).isEqualTo("invalid_credentials");
		assertThat(host.caller().login(email).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@EnumSource(OneTimeTokenPurpose.class)
	void tokenOfAnotherPurposeIsUnknown(OneTimeTokenPurpose purpose) { // R-16, R-22
		String email = somebody();
		String key = host.account(email);
		String token = host.bean(OneTimeTokens.class)
			.issue(new TokenOffer(purpose, host.bean(SubjectStore.class).subjectOf(key), Duration.ofHours(1), null,
					"email=nobody%40example.com"))
			.reveal();
		Answer answer = verify(token);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(masked(answer)).isEqualTo(masked(verify("jot_" + "A".repeat(48))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"roles\":[\"ADMIN\"]", "\"enabled\":true", "\"email_verified\":true",
			"\"emailVerified\":true", "\"id\":1", "\"status\":\"ACTIVE\"", "\"extra\":{\"phone\":\"1\"}", "\"phone\":1",
			"\"password_hash\":\"{noop}x\"", "\"email\":\"other@example.com\"", "\"created_at\":\"2030-01-01\"" })
	void nothingButTheFormGetsIn(String more) { // R-98, X-50, X-56
		String email = somebody();
		Answer answer = host.caller()
			.json("POST", "/auth/register?email=other@example.com",
					"{\"email\":\"" + email + "\",\"password\":\"" + TestHost.PASSWORD + "\"," + more + "}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("validation");
		assertThat(accounts(email)).isZero();
		assertThat(accounts("other@example.com")).isZero();
	}

	@Test
	void declaredFieldIsKept() {
		String email = somebody();
		assertThat(host.caller()
			.post("/auth/register", Map.of("email", email, "password", TestHost.PASSWORD, "phone", "+43 1"))
			.status()).isEqualTo(202);
		assertThat(host.bean(JdbcTemplate.class)
			.queryForObject("select d.extra_fields from jwtauth_account_details d join jwtauth_subject s"
					+ " on s.account_id = d.account_id join jwtauth_account a on a.account_key = s.host_id"
					+ " where a.email_canonical = ?", String.class, email))
			.isEqualTo("{\"phone\":\"+43 1\"}");
	}

	@Test
	void everythingThatIsWrongIsToldAtOnce() {
		Answer answer = host.caller()
			.post("/auth/register",
					Map.of("email", "nobody", "password", "a", "password_confirm", "b", "username", "@"));
		assertThat(answer.status()).isEqualTo(400);
		List<String> errors = new ArrayList<>();
		answer.json().path("errors").forEach((error) -> errors.add(error.path("field").asString()));
		assertThat(errors).contains("email", "username", "password_confirm");
	}

	@ParameterizedTest
	@CsvSource({ "a.da.%s@gmail.com, ada%s@gmail.com", "ada%s+shop@gmail.com, ada%s@googlemail.com" })
	void mailboxOfGmailHasOneAccountAndMailGoesToTheSpellingThatWasGiven(String first, String second) { // R-102
		String number = Long.toString(System.nanoTime());
		String given = first.formatted(number);
		register(host.caller(), given, TestHost.PASSWORD);
		assertThat(verify(inbox(host).tokenOf(given)).status()).isEqualTo(200);
		register(host.caller(), second.formatted(number), ATTACKER);
		assertThat(inbox(host).lastTo(given).kind()).isEqualTo(NoticeKind.ADDRESS_REGISTERED_ALREADY);
		assertThat(host.caller().login(second.formatted(number)).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/auth/register", "/auth/email/verify", "/auth/email/resend" })
	void nothingHappensOnASafeMethodOrFromAnotherSite(String path) { // R-74, R-84, X-14,
																		// X-24
		for (String method : new String[] { "GET", "HEAD" }) {
			assertThat(host.caller().send(method, path, HttpRequest.BodyPublishers.noBody()).status()).isEqualTo(405);
		}
		String email = somebody();
		TestCaller browser = host.caller();
		register(browser, email, TestHost.PASSWORD);
		if (path.endsWith("resend")) {
			return;
		}
		Answer foreign = browser.header("Origin", "https://evil.example")
			.header("Sec-Fetch-Site", "cross-site")
			.post(path, Map.of("email", email, "password", ATTACKER, "token", "jot_"));
		assertThat(foreign.status()).isEqualTo(403);
		assertThat(foreign.setCookies()).isEmpty();
	}

	@Test
	void withoutAMandatoryProofThereIsASessionAtOnceAndATakenAddressIsTold() {
		String email = somebody();
		TestCaller browser = optional.caller();
		Answer registered = register(browser, email, TestHost.PASSWORD);
		assertThat(registered.status()).isEqualTo(201);
		assertThat(registered.text("access_token")).isNotEmpty();
		assertThat(registered.json().path("user").path("email_verified").asBoolean()).isFalse();
		assertThat(browser.cookies()).containsKey("refresh_token");
		Answer taken = register(optional.caller(), email, ATTACKER);
		assertThat(taken.status()).isEqualTo(409);
		assertThat(taken.code()).isEqualTo("email_taken");
	}

	@Test
	void proofEndsEverySessionButThatOfTheRegistration() { // X-09
		String email = somebody();
		TestCaller registered = optional.caller();
		register(registered, email, TestHost.PASSWORD);
		String token = inbox(optional).tokenOf(email);
		TestCaller other = optional.caller();
		assertThat(other.login(email).status()).isEqualTo(200);
		assertThat(optional.caller().post("/auth/email/verify", Map.of("token", token)).response().body())
			.isEqualTo("{\"status\":\"verified\"}");
		assertThat(other.post("/auth/token/refresh").code()).isEqualTo("session_ended");
		assertThat(registered.post("/auth/token/refresh").status()).isEqualTo(200);
	}

	/** The same act for an address in each of the states that nobody may tell apart. */
	private static List<Seen> inEveryState(Function<String, Answer> act) {
		Map<String, AccountStatus> made = new LinkedHashMap<>();
		String unproven = somebody();
		register(host.caller(), unproven, TestHost.PASSWORD);
		for (AccountStatus status : AccountStatus.values()) {
			made.put(insert(status, true), status);
			made.put(insert(status, false), status);
		}
		List<String> emails = new ArrayList<>(List.of(somebody(), unproven));
		emails.addAll(made.keySet());
		return emails.stream().map((email) -> Seen.of(email, act)).toList();
	}

	private static String insert(AccountStatus status, boolean verified) {
		String email = somebody();
		host.bean(AccountStore.class)
			.insertIfAbsent(Account.withKey(UUID.randomUUID().toString())
				.withEmail(EmailAddress.of(email), verified)
				.withPasswordHash(Secret.of("{test}" + TestHost.PASSWORD))
				.withStatus(status));
		return email;
	}

	private static Answer register(TestCaller caller, String email, String password) {
		return caller.post("/auth/register", Map.of("email", email, "password", password));
	}

	private static Answer verify(String token) {
		return host.caller().post("/auth/email/verify", Map.of("token", token));
	}

	private static Answer login(String email, String password) {
		return host.caller().post("/auth/login", Map.of("email", email, "password", password));
	}

	private static long accounts(String email) {
		return host.bean(AccountStore.class).findByIdentifier(email).stream().count();
	}

	/** Each of the same length, which a header tells. */
	private static String somebody() {
		return UUID.randomUUID() + "@example.com";
	}

	private static TestInbox inbox(TestHost at) {
		return at.bean(TestInbox.class);
	}

	private static String masked(Answer answer) {
		return answer.response().body().replaceAll("\"trace_id\":\"[^\"]*\"", "");
	}

	/**
	 * What can be seen from outside, and what it cost.
	 *
	 * @param answer the answer
	 * @param body its body without what the caller sent
	 * @param headers names of its headers
	 * @param cookies their shape
	 * @param hashes hashes that were computed
	 * @param notices notices that were sent or pretended
	 */
	private record Seen(Answer answer, String body, TreeSet<String> headers, List<String> cookies, int hashes,
			int notices) {

		static Seen of(String email, Function<String, Answer> act) {
			TestPasswordEncoder encoder = host.bean(TestPasswordEncoder.class);
			int hashes = encoder.encodings() + encoder.comparisons();
			int notices = inbox(host).work();
			Answer answer = act.apply(email);
			return new Seen(answer, masked(answer).replace(email, ""),
					new TreeSet<>(answer.response().headers().map().keySet()),
					answer.setCookies()
						.stream()
						.map((cookie) -> cookie.replaceAll("=[A-Za-z0-9_-]{43};", "=;")
							.replaceAll("Expires=[^;]*", "Expires="))
						.toList(),
					encoder.encodings() + encoder.comparisons() - hashes, inbox(host).work() - notices);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Mail {

		@Bean
		TestInbox inbox() {
			return new TestInbox();
		}

		@Bean
		@JwtAuthBean
		TestPasswordEncoder quickEncoder() {
			return new TestPasswordEncoder();
		}

	}

}
