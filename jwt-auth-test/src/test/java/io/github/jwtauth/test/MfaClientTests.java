package io.github.jwtauth.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A second factor as the HTTP contract has it, played by a stub. */
class MfaClientTests {

	private HttpServer server;

	private AuthTestClient client;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/login/login", (exchange) -> answer(exchange, 403, "application/problem+json",
				"{\"status\":403,\"code\":\"mfa_required\",\"mfa_token\":\"the-token\",\"methods\":[\"totp\"]}"));
		this.server.createContext("/login/mfa/verify", this::verify);
		this.server.start();
		this.client = AuthTestClient.at("http://localhost:" + this.server.getAddress().getPort() + "/")
			.withBasePath("/login");
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void aLoginGoesOnWithTheCode() {
		AuthProblemException required = catchThrowableOfType(AuthProblemException.class,
				() -> this.client.login("alice@example.com", "password"));
		assertThat(required.code()).isEqualTo("mfa_required");
		AuthTestSession session = this.client.verifyFactor(required.mfaToken(), "123456");
		assertThat(session.sessionId()).isEqualTo("s");
		assertThat(session.subject()).isEqualTo("u");
		assertThat(session.accessToken()).isEqualTo("a");
	}

	@Test
	void onlySuchARefusalHasAToken() {
		AuthProblemException refused = catchThrowableOfType(AuthProblemException.class,
				() -> this.client.verifyFactor("another", "123456"));
		assertThat(refused.status()).isEqualTo(401);
		assertThatIllegalStateException().isThrownBy(refused::mfaToken);
	}

	private void verify(HttpExchange exchange) throws IOException {
		JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody());
		if (body.path("mfa_token").asString("").equals("the-token")
				&& body.path("code").asString("").equals("123456")) {
			answer(exchange, 200, "application/json",
					"{\"access_token\":\"a\",\"refresh_token\":\"r\",\"session_id\":\"s\",\"user\":{\"id\":\"u\"}}");
		}
		else {
			answer(exchange, 401, "application/problem+json", "{\"status\":401,\"code\":\"invalid_token\"}");
		}
	}

	private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", type);
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

}
