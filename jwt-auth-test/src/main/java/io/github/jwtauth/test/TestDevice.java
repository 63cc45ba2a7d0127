package io.github.jwtauth.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a user has in the hand: it talks HTTP and keeps the cookies of one application,
 * also those that are marked {@code Secure}, although the test speaks plain HTTP. Not
 * safe for use by several threads.
 */
final class TestDevice {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final JsonMapper JSON = JsonMapper.shared();

	private final String baseUrl;

	private final @Nullable String csrfPath;

	private final Map<String, String> cookies = new LinkedHashMap<>();

	/** What it is recognised by without cookies; empty as long as there is none. */
	private String token = "";

	TestDevice(String baseUrl, @Nullable String csrfPath) {
		this.baseUrl = baseUrl;
		this.csrfPath = csrfPath;
	}

	/**
	 * One request.
	 * @param method of HTTP
	 * @param path below the application, with a slash
	 * @param body to be sent as JSON, or {@code null} for none
	 * @param bearer an access token for the header, or {@code null}
	 * @return the answer, whatever it is
	 */
	AuthTestAnswer send(String method, String path, @Nullable Object body, @Nullable String bearer) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.baseUrl + path))
			.method(method, (body != null) ? HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))
					: HttpRequest.BodyPublishers.noBody());
		if (body != null) {
			request.header("Content-Type", "application/json");
		}
		if (bearer != null) {
			request.header("Authorization", "Bearer " + bearer);
		}
		if (this.csrfPath != null && !method.equals("GET") && !method.equals("HEAD")) {
			AuthTestAnswer csrf = exchange(HttpRequest.newBuilder(URI.create(this.baseUrl + this.csrfPath))).orThrow();
			request.header(csrf.text("header_name"), csrf.text("csrf_token"));
		}
		return exchange(request);
	}

	/**
	 * A cookie by the end of its name, which is the same with every prefix.
	 * @param name without {@code __Host-} or {@code __Secure-}
	 * @return its value
	 */
	Optional<String> cookie(String name) {
		return this.cookies.entrySet()
			.stream()
			.filter((cookie) -> cookie.getKey().endsWith(name))
			.map(Map.Entry::getValue)
			.findFirst();
	}

	/**
	 * What a client without cookies does with the {@code device_token} of an answer.
	 * @param given the token, empty when there was none
	 */
	void keepToken(String given) {
		if (!given.isEmpty()) {
			this.token = given;
		}
	}

	/**
	 * A body that says which device it comes from, where that is not up to cookies.
	 * @param body of a login
	 * @return the body, with the token that was kept
	 */
	Map<String, Object> introducing(Map<String, Object> body) {
		Map<String, Object> all = new LinkedHashMap<>(body);
		if (!this.token.isEmpty()) {
			all.put("device_token", this.token);
		}
		return all;
	}

	/** Says of itself what a browser says on a page of the same application. */
	private AuthTestAnswer exchange(HttpRequest.Builder request) {
		request.header("Sec-Fetch-Site", "same-origin");
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
			return new AuthTestAnswer(response);
		}
		catch (IOException ex) {
			throw new IllegalStateException("No answer from " + this.baseUrl, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for an answer", ex);
		}
	}

	private void keep(String setCookie) {
		String[] pair = setCookie.split(";", 2)[0].split("=", 2);
		if (pair.length < 2 || setCookie.contains("Max-Age=0")) {
			this.cookies.remove(pair[0]);
		}
		else {
			this.cookies.put(pair[0], pair[1]);
		}
	}

}
