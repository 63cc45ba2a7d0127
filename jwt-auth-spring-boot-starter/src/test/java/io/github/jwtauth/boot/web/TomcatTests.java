package io.github.jwtauth.boot.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What only a real server can show: bytes on a connection. */
@DirtiesContext
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, classes = TomcatTests.RealServer.class,
		properties = "server.address=127.0.0.1")
class TomcatTests {

	@LocalServerPort
	private int port;

	@Test
	void aLoginWorks() throws IOException {
		String answer = exchange("POST /auth/login",
				"Content-Type: application/json\r\nContent-Length: " + TestBrowser.LOGIN.length() + "\r\n",
				TestBrowser.LOGIN);
		assertThat(answer).startsWith("HTTP/1.1 200")
			.contains("\"access_token\":", "Set-Cookie: __Host-refresh_token=");
	}

	@Test
	void aBodyThatTellsItsSizeIsRefusedUnread() throws IOException {
		String answer = exchange("POST /auth/login", "Content-Type: application/json\r\nContent-Length: 100000000\r\n",
				"{");
		assertThat(answer).startsWith("HTTP/1.1 413").contains("\"code\":\"payload_too_large\"", "no-store");
	}

	@Test
	void aBodyThatNeverEndsIsRefusedWhereItBecomesTooLarge() throws IOException {
		String chunk = "1000\r\n" + " ".repeat(4096) + "\r\n";
		String answer = exchange("POST /auth/login", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
				chunk.repeat(5));
		assertThat(answer).startsWith("HTTP/1.1 413").contains("\"code\":\"payload_too_large\"", "no-store");
	}

	@Test
	void exactlySixteenKilobytesAreRead() throws IOException {
		String body = TestBrowser.LOGIN + " ".repeat(16 * 1024 - TestBrowser.LOGIN.length());
		assertThat(exchange("POST /auth/login",
				"Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n", body))
			.startsWith("HTTP/1.1 200");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/auth/login;x=1", "/auth//login", "//auth/login", "/x/..;/auth/login", "/auth/%2e/login",
			"/x/%2e%2e/auth/login" })
	void tricksWithThePathNeverReachAnEndpoint(String path) throws IOException { // R-92,
																					//
		String answer = exchange("POST " + path,
				"Content-Type: application/json\r\nContent-Length: " + TestBrowser.LOGIN.length() + "\r\n",
				TestBrowser.LOGIN);
		assertThat(answer).startsWith("HTTP/1.1 400")
			.contains("\"code\":\"bad_request\"", "Cache-Control: no-store")
			.doesNotContain("access_token");
	}

	/** Tomcat does so itself, before any filter. */
	@Test
	void traceIsRefused() throws IOException {
		assertThat(exchange("TRACE /auth/check", "X-Secret: abc\r\n", "")).startsWith("HTTP/1.1 405")
			.contains("Allow: ")
			.doesNotContain("abc");
	}

	@Test
	void headHasHeadersAndNoBody() throws IOException {
		assertThat(exchange("HEAD /auth/health", "", "")).startsWith("HTTP/1.1 200")
			.contains("Cache-Control: no-store")
			.doesNotContain("healthy");
	}

	@Test
	void anUnknownPathUnderTheBasePathIsNeverCached() throws IOException {
		assertThat(exchange("GET /auth/nothing", "", "")).startsWith("HTTP/1.1 404")
			.contains("Cache-Control: no-store", "X-Content-Type-Options: nosniff");
	}

	private String exchange(String requestLine, String headers, String body) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(20_000);
			OutputStream out = socket.getOutputStream();
			out.write((requestLine + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n" + body)
				.getBytes(StandardCharsets.UTF_8));
			out.flush();
			return readAnswer(socket.getInputStream());
		}
	}

	/**
	 * Not to the end of the connection: Tomcat waits for the body that it will not get.
	 */
	private static String readAnswer(InputStream in) throws IOException {
		StringBuilder answer = new StringBuilder();
		for (int read = in.read(); read >= 0; read = in.read()) {
			answer.append((char) read);
			if (isComplete(answer)) {
				break;
			}
		}
		return answer.toString();
	}

	private static boolean isComplete(StringBuilder answer) {
		int headEnd = answer.indexOf("\r\n\r\n");
		int length = answer.indexOf("Content-Length: ");
		if (headEnd < 0 || length < 0 || length > headEnd || answer.indexOf("\r\n", length) < 0) {
			return false;
		}
		int expected = Integer
			.parseInt(answer.substring(length + "Content-Length: ".length(), answer.indexOf("\r\n", length)));
		return answer.length() >= headEnd + 4 + expected;
	}

	@Configuration(proxyBeanMethods = false)
	@Import(TestWebHost.class)
	@ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
	static class RealServer {

	}

}
