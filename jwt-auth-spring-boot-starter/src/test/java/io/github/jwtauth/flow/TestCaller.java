package io.github.jwtauth.flow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who talks HTTP, with a cookie jar that a test can look into. Not safe for use
 * by several threads; make one per thread.
 */
public final class TestCaller {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final JsonMapper JSON = JsonMapper.shared();

	private final int port;

	private final Map<String, String> cookies;

	private final Map<String, String> headers;

	TestCaller(int port) {
		this(port, new LinkedHashMap<>(), Map.of());
	}

	private TestCaller(int port, Map<String, String> cookies, Map<String, String> headers) {
		this.port = port;
		this.cookies = cookies;
		this.headers = headers;
	}

	/**
	 * The same person, the same jar, with one more header.
	 * @param name its name
	 * @param value its value
	 * @return a caller that shares the jar
	 */
	public TestCaller header(String name, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, value);
		return new TestCaller(this.port, this.cookies, more);
	}

	public TestCaller bearer(String token) {
		return header("Authorization", "Bearer " + token);
	}

	/**
	 * The same headers with a jar of its own.
	 * @param jar names and values that it starts with
	 * @return another caller
	 */
	public TestCaller jar(Map<String, String> jar) {
		return new TestCaller(this.port, new LinkedHashMap<>(jar), this.headers);
	}

	public Map<String, String> cookies() {
		return this.cookies;
	}

	public Answer get(String path) {
		return send("GET", path, HttpRequest.BodyPublishers.noBody());
	}

	public Answer post(String path, Object body) {
		return json("POST", path, JSON.writeValueAsString(body));
	}

	public Answer post(String path) {
		return send("POST", path, HttpRequest.BodyPublishers.noBody());
	}

	public Answer json(String method, String path, String body) {
		return header("Content-Type", "application/json").send(method, path, HttpRequest.BodyPublishers.ofString(body));
	}

	public Answer send(String method, String path, HttpRequest.BodyPublisher body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, body);
		this.headers.forEach(request::header);
		if (!this.cookies.isEmpty()) {
			request.header("Cookie",
					this.cookies.entrySet()
						.stream()
						.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
						.collect(Collectors.joining("; ")));
		}
		try {
			HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
			response.headers().allValues("Set-Cookie").forEach(this::keep);
			return new Answer(response);
		}
		catch (IOException ex) {
			throw new IllegalStateException(method + " " + path, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Logs in.
	 * @param email who
	 * @return the answer
	 */
	public Answer login(String email) {
		return post("/auth/login", Map.of("email", email, "password", TestHost.PASSWORD));
	}

	private void keep(String setCookie) {
		String[] pair = setCookie.split(";", 2)[0].split("=", 2);
		if (setCookie.contains("Max-Age=0")) {
			this.cookies.remove(pair[0]);
		}
		else {
			this.cookies.put(pair[0], pair[1]);
		}
	}

	/**
	 * What came back.
	 *
	 * @param response the response
	 */
	public record Answer(HttpResponse<String> response) {

		public int status() {
			return this.response.statusCode();
		}

		public JsonNode json() {
			return JSON.readTree(this.response.body());
		}

		public String text(String member) {
			return json().path(member).asString("");
		}

		public String code() {
			return text("code");
		}

		public String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

		public List<String> setCookies() {
			return this.response.headers().allValues("Set-Cookie");
		}

		@Override
		public String toString() {
			return this.response.statusCode() + " " + this.response.body();
		}

	}

}
