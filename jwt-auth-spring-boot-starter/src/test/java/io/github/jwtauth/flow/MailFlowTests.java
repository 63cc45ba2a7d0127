package io.github.jwtauth.flow;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.jwtauth.AccountId;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.MailOutbox;
import io.github.jwtauth.notification.NoticeKind;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Mail of two nodes on one database, through a real mail server that comes and goes (I-7,
 * F-02, F-03, R-32, R-74, X-13).
 */
class MailFlowTests {

	private static final MovableClock clock = new MovableClock(Instant.now());

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static GreenMail server;

	private static int port;

	private static TestHost first;

	private static TestHost second;

	@BeforeAll
	static void open() {
		server = server(0);
		port = server.getSmtp().getPort();
		Map<String, String> database = TestDatabases.postgres();
		first = node(database);
		second = node(database);
	}

	@AfterAll
	static void close() {
		for (TestHost host : new TestHost[] { first, second }) {
			if (host != null) {
				host.close();
			}
		}
		server.stop();
	}

	@BeforeEach
	void purge() throws Exception {
		if (!server.getSmtp().isRunning()) {
			server = server(port);
		}
		clock.advance(Duration.ofDays(1));
		server.purgeEmailFromAllMailboxes();
	}

	@Test
	void aMailArrivesOnceAndItsLinkIsOursWhateverTheRequestSays() throws Exception {
		first.account("victim@example.com", "USER");
		String token = first.caller().login("victim@example.com").text("access_token");
		try (Socket socket = new Socket("localhost", first.port())) {
			socket.getOutputStream().write("""
					POST http://evil.example/api/mail-me HTTP/1.1\r
					Host: evil.example\r
					X-Forwarded-Host: evil.example\r
					X-Forwarded-Proto: http\r
					Forwarded: host=evil.example\r
					Referer: https://evil.example/\r
					Authorization: Bearer %s\r
					Content-Length: 0\r
					Connection: close\r
					\r
					""".formatted(token).getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 200");
		}
		MimeMessage mail = received(1).get(0);
		String text = ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString();
		String html = ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent().toString();
		assertThat(List.of(text, html)).allSatisfy(
				(body) -> assertThat(body).contains("https://shop.example.com/auth/pages/reset-password#token=t0ken")
					.doesNotContain("evil"));
		assertThat(mail.getMessageID()).endsWith("@shop.example.com>");
		assertThat(mail.getFrom()[0].toString()).isEqualTo("Shop <no-reply@shop.example.com>");
		Thread.sleep(1500); // somebody else's poll
		assertThat(server.getReceivedMessages()).hasSize(1);
	}

	@Test
	void whatIsRolledBackIsNotMailed() throws Exception { // I-7
		assertThatIllegalStateException().isThrownBy(() -> first.bean(Transactions.class).alone(() -> {
			send(first, NoticeKind.PASSWORD_CHANGED, "rolled-back@example.com");
			throw new IllegalStateException("the change failed");
		}));
		send(first, NoticeKind.PASSWORD_CHANGED, "committed@example.com");
		assertThat(recipients(received(1))).containsExactly("committed@example.com");
	}

	@Test
	void aMailServerThatIsAwayLosesNothing() throws Exception { // F-02
		server.stop();
		Set<String> everybody = new TreeSet<>();
		for (int i = 0; i < 30; i++) {
			everybody.add("user" + i + "@example.com");
			send((i % 2 == 0) ? first : second, NoticeKind.PASSWORD_CHANGED, "user" + i + "@example.com");
		}
		await(() -> isDegraded(first) || isDegraded(second));
		assertThat(first.bean(MailOutbox.class).statistics(clock.instant()).pending()).isEqualTo(30);
		assertThat(sql().sql("select cast(m.* as text) from jwtauth_mail m").query(String.class).list())
			.noneMatch((row) -> row.contains("example.com") || row.contains("t0ken"));
		server = server(port);
		clock.advance(Duration.ofMinutes(5));
		assertThat(recipients(received(30))).containsExactlyElementsOf(everybody);
		await(() -> first.bean(MailOutbox.class).statistics(clock.instant()).pending() == 0);
		assertThat(sql().sql("select count(*) from jwtauth_mail where sealed_notice is not null and state = 'SENT'")
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void twoNodesSendEachOnce() throws Exception { // F-03
		TestRace.between(IntStream.range(0, 4).mapToObj((thread) -> (Callable<Boolean>) () -> {
			for (int i = 0; i < 10; i++) {
				send((thread % 2 == 0) ? first : second, NoticeKind.NEW_DEVICE,
						"u" + thread + "-" + i + "@example.com");
			}
			return true;
		}).toList());
		List<MimeMessage> mails = received(40);
		Thread.sleep(1500); // a second one would be here by now
		assertThat(server.getReceivedMessages()).hasSize(40);
		assertThat(mails).extracting(MailFlowTests::messageId).doesNotHaveDuplicates();
	}

	@Test
	void twentyAtOnceAreOneMailNow() throws Exception {
		AccountId victim = new AccountId(UUID.randomUUID());
		TestRace.of(20, () -> {
			first.bean(AccountNotifier.class).send(notice(NoticeKind.RESET_PASSWORD, "bombed@example.com", victim));
			return true;
		});
		received(1);
		Thread.sleep(1500);
		assertThat(server.getReceivedMessages()).hasSize(1);
		clock.advance(Duration.ofSeconds(61));
		received(2);
		clock.advance(Duration.ofMinutes(5));
		Thread.sleep(1500);
		assertThat(server.getReceivedMessages()).hasSize(2);
	}

	@Test
	void theLastLinkThatAMailboxGetsSetsAPassword() throws Exception {
		first.account("pestered@example.com", "USER");
		Map<String, String> request = Map.of("email", "pestered@example.com");
		String last = lastLink("/auth/password/reset", request);
		assertThat(first.caller().post("/auth/password/reset", request).status()).isEqualTo(202);
		Answer confirmed = first.caller()
			.post("/auth/password/reset/confirm",
					Map.of("token", last, "new_password", "c4n4ry horse, c4n4ry battery"));
		assertThat(confirmed.status()).isEqualTo(204);
		assertThat(recipients(received(6))).hasSize(1); // and one that it was done
	}

	@Test
	void theLastLinkThatAMailboxGetsProvesIt() throws Exception {
		Map<String, String> form = Map.of("email", "newcomer@example.com", "password", TestHost.PASSWORD);
		Map<String, String> request = Map.of("email", "newcomer@example.com");
		String last = lastLink("/auth/register", form);
		assertThat(first.caller().post("/auth/email/resend", request).status()).isEqualTo(202);
		assertThat(first.caller().post("/auth/register", form).status()).isEqualTo(202);
		assertThat(first.caller().post("/auth/email/verify", Map.of("token", last)).status()).isEqualTo(200);
		assertThat(first.caller().login("newcomer@example.com").status()).isEqualTo(200);
		assertThat(server.getReceivedMessages()).hasSize(5);
	}

	/** Asks until the mailbox has got enough for the hour. */
	private static String lastLink(String path, Map<String, String> body) throws Exception {
		String last = "";
		for (int sent = 1; sent <= 5; sent++) {
			assertThat(first.caller().post(path, body).status()).isEqualTo(202);
			MimeMessage mail = received(sent).get(sent - 1);
			String text = ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString();
			last = text.substring(text.indexOf("#token=") + "#token=".length()).split("\\s", 2)[0];
			clock.advance(Duration.ofMinutes(2));
		}
		return last;
	}

	private static TestHost node(Map<String, String> database) {
		return TestHost.of(PlainHost.class, MailHost.class)
			.with(database)
			.withoutTransport()
			.with("jwtauth.secret", "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs")
			.with("jwtauth.public-url", "https://shop.example.com")
			.with("jwtauth.schema.initialize", "always")
			.with("jwtauth.mail.poll-interval", "1s")
			.with("jwtauth.mail.application-name", "Shop")
			.with("spring.mail.host", "127.0.0.1")
			.with("spring.mail.port", String.valueOf(port))
			.start();
	}

	private static GreenMail server(int port) {
		ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
		setup.setServerStartupTimeout(10_000);
		GreenMail started = new GreenMail(setup);
		started.start();
		return started;
	}

	private static void send(TestHost host, NoticeKind kind, String recipient) {
		host.bean(AccountNotifier.class).send(notice(kind, recipient, new AccountId(UUID.randomUUID())));
	}

	private static AccountNotice notice(NoticeKind kind, String recipient, AccountId accountId) {
		return AccountNotice.of(kind, accountId, EmailAddress.of(recipient), clock.instant())
			.withToken(Secret.of("t0ken"), clock.instant().plus(Duration.ofHours(24)));
	}

	private static List<MimeMessage> received(int count) throws Exception {
		await(() -> server.getReceivedMessages().length >= count);
		assertThat(server.getReceivedMessages()).hasSizeGreaterThanOrEqualTo(count);
		return Arrays.asList(server.getReceivedMessages());
	}

	private static boolean isDegraded(TestHost node) {
		Answer answer = node.caller().get("/auth/health");
		assertThat(answer.status()).isEqualTo(200);
		return answer.text("status").equals("degraded");
	}

	private static void await(Condition condition) throws Exception {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.isMet() && System.nanoTime() < end) {
			Thread.sleep(50);
		}
		assertThat(condition.isMet()).isTrue();
	}

	private static Set<String> recipients(List<MimeMessage> mails) throws MessagingException {
		Set<String> recipients = new TreeSet<>();
		for (MimeMessage mail : mails) {
			recipients.add(mail.getAllRecipients()[0].toString());
		}
		return recipients;
	}

	private static String messageId(MimeMessage mail) {
		try {
			return mail.getMessageID();
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JdbcClient sql() {
		return first.bean(JdbcClient.class);
	}

	private interface Condition {

		boolean isMet() throws IOException, MessagingException;

	}

	/**
	 * Shares its clock with the test.
	 */
	@Configuration(proxyBeanMethods = false)
	static class MailHost {

		@JwtAuthBean
		@Bean(defaultCandidate = false)
		Clock clock() {
			return clock;
		}

		@RestController
		static class MailController {

			private final AccountNotifier notifier;

			MailController(AccountNotifier notifier) {
				this.notifier = notifier;
			}

			@PostMapping("/api/mail-me")
			Map<String, Object> mail() {
				this.notifier
					.send(notice(NoticeKind.RESET_PASSWORD, "victim@example.com", new AccountId(UUID.randomUUID())));
				return Map.of();
			}

		}

	}

}
