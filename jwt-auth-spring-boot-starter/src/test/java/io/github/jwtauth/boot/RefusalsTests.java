package io.github.jwtauth.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every row of the page about refusals is started, and the message is read as Spring Boot
 * prints it: it names the property, says why, and ends with what to do (R-12, R-54, R-58,
 *
 */
class RefusalsTests {

	/** Property, what is refused, and words of the message beside the property. */
	private static final String TABLE = """
			secret                   | not set, kept | outlives the process; jwtauth.secret=
			secret                   | `secret`; `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`; `0123456789abcdef0123456789abcdef` | 256 random bits; jwtauth.secret=
			previous-secrets         | `short` | one of them; 256 random bits
			previous-secrets         | the keys in the database belong to another secret | cannot be read; in use before
			signing.algorithm        | `rs256` | PKCS #1 v1.5; es256; allow-legacy
			signing.rotation-interval | `1h`; `366d` | at least once a year; jwtauth.signing.rotation-interval=90d
			signing.provider         | `nobody` | no security provider; auto
			signing.keys[0]          | an RSA key of 1024 bits; an RSA key of 2048 bits; a key for encryption; a key whose key_ops are not for signatures; a shared secret beside public keys; a shared secret of 31 bytes; a shared secret that is one letter; no file |
			signing.keys[1]          | two keys with one kid | kid
			public-url               | not set, kept | outside world; jwtauth.public-url=
			public-url               | `not-a-url`; `ftp://app.example.com`; `https://app.example.com/?a=b`; `https://app.example.com/#a`; `https://me@app.example.com` | jwtauth.public-url=https://app.example.com
			public-url               | `http://app.example.com` | read tokens; jwtauth.public-url=https://app.example.com
			public-url               | not set, with an issuer, and mail is sent | links; jwtauth.public-url=https://app.example.com
			issuer                   | `http://app.example.com` | read tokens; jwtauth.issuer=https://app.example.com
			issuer                   | `https://app.example.com?a`; `https://app.example.com#a` | letter by letter
			base-path                | `auth`; `/a/../b`; `/**` | path; jwtauth.base-path=/auth
			trusted-proxies          | `0.0.0.0/0`; `::/0`; `8.0.0.0/5` | so wide; 10.0.0.0/8
			trusted-proxies          | `10.0.0.0/99`; `proxy` | not a range; 10.0.0.0/8
			rate-limit.allowed-networks | `10.0.0.0/99`; `office` | not a range; 10.0.0.0/8
			pages.links.verify-email | `verify`; `https://app.example.com/#verify` | absolute URL; jwtauth.pages.links.verify-email=/account/verify-email
			external-login.return-url | `javascript:alert(1)` | tokens; https://app.example.com/
			endpoints.logn.enabled   | `false` | no such endpoint; login
			cookie.same-site         | `none` with `cookie.secure=false` | browsers drop; lax
			cookie.name-prefix       | `__Host-` with `cookie.domain=example.com`; `__Host-` with `cookie.path=/auth`; `__Secure-` with `cookie.secure=false`; `a b` | cookie
			cookie.domain            | `.example.com`; `example.com;x` | not a domain; example.com
			cookie.path              | `auth`; `/;Domain=evil` | not a path; slash
			cors.allowed-origins     | `*`; `null`; `https://*.example.com`; `https://app.example.com/path`; `https://App.example.com`; `https://app.example.com:443` | not an exact origin; sessions; https://app.example.com
			access-token.lifetime    | `0s`; `16m`; `61m` with `access-token.session-check=always` | jwtauth.access-token.lifetime=15m
			access-token.lifetime    | `soon` | soon
			access-token.verified-cache-size | `-1`; `1000001` | jwtauth.access-token.verified-cache-size=10000
			refresh-token.lifetime   | `0s` | positive; jwtauth.refresh-token.lifetime=7d
			refresh-token.remember-me-lifetime | `0s` | positive; jwtauth.refresh-token.remember-me-lifetime=14d
			refresh-token.retry-window | `-1s`; `61s` | 0 to 60 seconds; jwtauth.refresh-token.retry-window=30s
			session.absolute-lifetime | `0s`; `91d` | stolen; jwtauth.session.absolute-lifetime=90d
			session.max-per-account  | `0`; `101` | 1 to 100; jwtauth.session.max-per-account=20
			session.fresh-for        | `0s`; `16m` | 15 minutes; jwtauth.session.fresh-for=5m
			email-verification.lifetime | `59m`; `73h` | 1 to 72 hours; jwtauth.email-verification.lifetime=24h
			email-change.lifetime    | `30s`; `73h` | 1 minute to 72 hours; jwtauth.email-change.lifetime=24h
			email-change.undo-lifetime | `30s`; `31d` | 30 days; jwtauth.email-change.undo-lifetime=7d
			password-reset.lifetime  | `4m`; `61m` | 5 minutes to an hour; jwtauth.password-reset.lifetime=1h
			invitation.lifetime      | `30s`; `31d` | 1 minute to 30 days; jwtauth.invitation.lifetime=7d
			deletion.grace-period    | `-1s`; `91d` | 0 to 90 days; jwtauth.deletion.grace-period=30d, or remove
			mail.poll-interval       | `500ms`; `2h` | 1s and 1h; jwtauth.mail.poll-interval=5s
			housekeeping.purge-interval | `500ms` | second; jwtauth.housekeeping.purge-interval=10m
			password.min-length      | `7`; `65` | 8 to 64; jwtauth.password.min-length=12
			password.min-length      | `8`; `11` | second factor; jwtauth.mfa.mode=required; allow-short-passwords=true; jwtauth.password.min-length=12
			password.max-length      | `63`; `257` | 64 to 256; jwtauth.password.max-length=128
			password.history         | `-1`; `25` | 0 to 24; jwtauth.password.history=5
			password.hashing-permits | `0`; `100000` | quarter of the heap; jwtauth.password.hashing-permits=
			lockout.failures         | `2`; `11` | people mistype; 3 to 10; example 5
			lockout.window           | `59s`; `25h` | a minute to a day; example 5m
			lockout.duration         | `59s`; `25h` | a minute to a day; example 30m
			rate-limit.login.per-address | `never`; `0/h`; `1/32d` | is no limit; 25/h; off
			rate-limit.login.per-session | `25/h` | nothing of that kind; jwtauth.rate-limit.login.per-address
			rate-limit.lgin.per-address | `25/h` | no such endpoint; login
			rate-limit.store         | `redis` | no connection to Redis; spring-boot-starter-data-redis; bucket4j_jdk17-lettuce
			rate-limit.expected-nodes | `0`; `1001` | no number of nodes; 1 to 1000
			rate-limit.redis-timeout | `9ms`; `6s` | hangs; 10ms to 5s
			audit.retention          | `89d` | before it is noticed; 90d
			web.slow-request         | `0s` | longer than that; jwtauth.web.slow-request=1s
			mfa.mode                 | `required` with `endpoints.mfa.enabled=false` | set up and answered; jwtauth.endpoints.mfa.enabled=true
			mfa.required-roles       | `ADMIN` with `endpoints.mfa.enabled=false` | set up and answered; jwtauth.endpoints.mfa.enabled=true
			mfa.required-roles       | `ADMIN` with `mfa.mode=disabled` | what nobody has; jwtauth.mfa.mode=optional
			mfa.required-roles       | `ROLE_ADMIN` | prefix; ADMIN
			mfa.remember-device      | `-1s`; `91d` | 0 to 90 days; jwtauth.mfa.remember-device=30d
			mfa.issuer               | `Shop: Berlin` | colon; jwtauth.mfa.issuer=Shop
			registration.default-roles | `ROLE_USER` | prefix; USER
			invitation.roles         | `ROLE_ADMIN` | prefix; ADMIN
			admin.role               | `ROLE_ADMIN` | prefix; ADMIN
			admin.setup-token        | `letmein` with `admin.enabled=true` | whoever guesses it; 256 random bits; openssl rand -hex 32
			registration.extra-fields | `Phone` | snake_case; phone
			registration.terms-version | a text of 65 characters | 64 characters
			registration.privacy-version | a text of 65 characters | 64 characters
			accounts                 | `store`; `user-details` | no bean of type
			email-verification.mode  | nobody carries mail, kept | by mail; spring.mail.host=; email-verification.mode=none
			mail.from                | `nobody at all` | not an e-mail address; jwtauth.mail.from=no-reply@example.com
			mail.templates           | `classpath:/mails` | slash; jwtauth.mail.templates=classpath:/mails/
			mail.default-locale      | `xx` | no mails; jwtauth.mail.default-locale=en
			schema.initialize        | the tables are missing, kept | missing; jwtauth.schema.initialize=always
			data-source              | `nobody` with two databases | no data source; one of
			PasswordEncoder          | one that writes passwords as they are typed | {noop}; hashes
			@JwtAuthBean JwtEncoder  | one whose key nobody knows | verify; jwtauth.signing.keys[0].location=
			""";

	/** Of the page; the head of each of its tables ends a run. */
	private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (.+) \\| (.+) \\| (.+) \\|");

	static Stream<Refusal> refusals() {
		return TABLE.lines().map((line) -> line.split("\\|", -1)).flatMap((row) -> {
			List<String> words = Arrays.stream(row[2].split(";")).map(String::strip).toList();
			return examples(row[1].strip()).map((example) -> new Refusal(row[0].strip(), example, words));
		});
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refusals")
	void itDoesNotStartAndTheMessageSaysWhy(Refusal refusal) {
		FailureAnalysis message = TestRefusedStart.read(refusal.property(), refusal.example());

		String text = message.getDescription() + "\n" + message.getAction();
		assertThat(text).contains(refusal.property()).contains(refusal.words());
		assertThat(message.getDescription()).contains(refusal.property().replace("@JwtAuthBean ", ""));
		assertThat(message.getAction()).isNotBlank();
		assertThat(text).doesNotContain(": null", "..", TestStarter.SECRET);
	}

	@Test
	void thePageHasTheseRowsAndNoOther() throws IOException {
		List<String> tested = TABLE.lines()
			.map((line) -> line.split("\\|"))
			.map((row) -> row[0].strip() + " | " + row[1].strip())
			.toList();
		List<String> onThePage = new ArrayList<>();
		for (String line : Files.readAllLines(Path.of("..", "docs", "refusals.md"))) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				onThePage.add(row.group(1) + " | " + row.group(2));
			}
		}

		assertThat(onThePage).containsExactlyElementsOf(tested);
	}

	/** A semicolon may stand in an example. */
	private static Stream<String> examples(String cell) {
		return Arrays.stream(cell.split("; (?=[`a-z])"));
	}

	/**
	 * One start.
	 *
	 * @param property what it hangs on
	 * @param example what is refused
	 * @param words of the message
	 */
	record Refusal(String property, String example, List<String> words) {

		@Override
		public String toString() {
			return this.property + ": " + this.example;
		}

	}

}
