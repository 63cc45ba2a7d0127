package io.github.jwtauth.boot.password;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.Secret;
import io.github.jwtauth.password.BreachedPasswords.Answer;
import io.github.jwtauth.password.RawPassword;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is asked of a service outside, and what becomes of its answers (R-07, X-48, F-18).
 */
class PublishedPasswordsTests {

	/** SHA-1 of "password", as every page about it says. */
	private static final String PREFIX = "5BAA6";

	private static final String SUFFIX = "1E4C9B93F3F0682250B6CF8331B7EE68FD8";

	private final MovableClock clock = MovableClock.atNoon();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final CountDownLatch over = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private HttpServer server;

	private PublishedPasswords published;

	private HttpHandler handler = (exchange) -> answer(exchange, 200, SUFFIX + ":12");

	@BeforeEach
	void serve() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", (exchange) -> {
			this.requests.add(Request.of(exchange));
			this.handler.handle(exchange);
		});
		this.server.start();
		this.published = published(this.clock);
	}

	@AfterEach
	void stop() {
		this.over.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	@Test
	void fiveDigitsLeaveAndNothingElse() {
		assertThat(lookUp("password")).isEqualTo(Answer.FOUND);
		assertThat(this.requests).singleElement().satisfies((request) -> {
			assertThat(request.line()).isEqualTo("GET /range/" + PREFIX + " HTTP/1.1");
			// Some JDKs send the length of no body, others do not.
			assertThat(request.headers().keySet()).isSubsetOf("Add-padding", "Host", "User-agent", "Content-length");
			assertThat(request.headers()).containsEntry("Add-padding", "true").containsEntry("User-agent", "jwt-auth");
			assertThat(request.toString()).doesNotContain(SUFFIX.substring(0, 4));
		});
	}

	@Test
	void anotherSuffixIsAnotherPassword() {
		this.handler = (exchange) -> answer(exchange, 200, "A".repeat(35) + ":1\r\n" + "B".repeat(35) + ":7");
		assertThat(lookUp("password")).isEqualTo(Answer.NOT_FOUND);
	}

	@Test
	void paddingIsNoMatch() {
		this.handler = (exchange) -> answer(exchange, 200, SUFFIX + ":0\r\n" + "B".repeat(35) + ":7\r\n");
		assertThat(lookUp("password")).isEqualTo(Answer.NOT_FOUND);
	}

	@Test
	void spellingsOfOnePasswordAreOneHash() {
		lookUp("caf\u00e9 au lait");
		lookUp("cafe\u0301 au lait");
		assertThat(this.requests.get(0).line()).isEqualTo(this.requests.get(1).line());
	}

	@ParameterizedTest
	@ValueSource(strings = { "500", "redirect", "rubbish", "hang", "trickle", "endless" })
	void whateverGoesWrongIsNoAnswerAndTakesNoTime(String fault) {
		this.handler = switch (fault) {
			case "500" -> (exchange) -> answer(exchange, 500, SUFFIX + ":1");
			case "redirect" -> (exchange) -> {
				exchange.getResponseHeaders().add("Location", "/range/elsewhere");
				answer(exchange, 302, "");
			};
			case "rubbish" -> (exchange) -> answer(exchange, 200, "<html>Please log in to this network");
			case "hang" -> (exchange) -> await();
			case "trickle" -> this::trickle;
			default -> this::endless;
		};
		long start = System.nanoTime();
		assertThat(lookUp("password")).isEqualTo(Answer.NOT_KNOWN);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1800));
		assertThat(this.requests).hasSize(1);
	}

	@Test
	void aServiceThatIsDownIsLeftAlone() { // F-18
		this.handler = (exchange) -> answer(exchange, 503, "");
		for (int i = 0; i < 5; i++) {
			assertThat(lookUp("password")).isEqualTo(Answer.NOT_KNOWN);
		}
		assertThat(this.requests).hasSize(3);
		this.clock.advance(Duration.ofSeconds(30));
		assertThat(lookUp("password")).isEqualTo(Answer.NOT_KNOWN);
		assertThat(lookUp("password")).isEqualTo(Answer.NOT_KNOWN);
		assertThat(this.requests).hasSize(4);
		this.clock.advance(Duration.ofSeconds(30));
		this.handler = (exchange) -> answer(exchange, 200, SUFFIX + ":12");
		assertThat(lookUp("password")).isEqualTo(Answer.FOUND);
		this.handler = (exchange) -> answer(exchange, 503, "");
		assertThat(lookUp("password")).isEqualTo(Answer.NOT_KNOWN);
		assertThat(lookUp("password")).isEqualTo(Answer.NOT_KNOWN);
		assertThat(this.requests).hasSize(7);
	}

	@Test
	void nobodyListensIsNoAnswer() {
		this.server.stop(0);
		assertThat(lookUp("password")).isEqualTo(Answer.NOT_KNOWN);
	}

	@Test
	void nativeImageHasTheListOfCommonPasswords() {
		RuntimeHints hints = new RuntimeHints();
		new PasswordHints().registerHints(hints, null);
		String list = "io/github/jwtauth/password/common-passwords.txt";
		assertThat(RawPassword.class.getClassLoader().getResource(list)).isNotNull();
		assertThat(RuntimeHintsPredicates.resource().forResource(list)).accepts(hints);
	}

	private PublishedPasswords published(Clock present) {
		return new PublishedPasswords(URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + "/range/"),
				present);
	}

	private Answer lookUp(String text) {
		return this.published.lookUp(RawPassword.of(Secret.of(text), "password"));
	}

	private void trickle(HttpExchange exchange) throws IOException {
		exchange.sendResponseHeaders(200, 0);
		exchange.getResponseBody().write((SUFFIX + ":1\r\n").getBytes(StandardCharsets.US_ASCII));
		exchange.getResponseBody().flush();
		await();
	}

	/** A gigabyte, or as much of it as somebody reads. */
	private void endless(HttpExchange exchange) throws IOException {
		byte[] lines = ("A".repeat(35) + ":1\r\n").repeat(1000).getBytes(StandardCharsets.US_ASCII);
		exchange.sendResponseHeaders(200, 0);
		try (OutputStream body = exchange.getResponseBody()) {
			for (int i = 0; i < 26_000; i++) {
				body.write(lines);
			}
		}
	}

	private void await() {
		try {
			this.over.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void answer(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private record Request(String line, Map<String, String> headers) {

		static Request of(HttpExchange exchange) {
			Map<String, String> headers = new TreeMap<>();
			exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
			return new Request(
					exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + exchange.getProtocol(),
					headers);
		}

	}

}
