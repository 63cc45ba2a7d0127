package io.github.jwtauth.flow;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.jwtauth.flow.TestCaller.Answer;
import tools.jackson.databind.json.JsonMapper;

/**
 * A browser: keeps cookies per origin and follows redirects from one to the other, until
 * one has something for a page in its fragment. Not safe for use by several threads.
 */
final class TestVisitor {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Map<String, Map<String, String>> jars = new HashMap<>();

	private final String host;

	private URI at;

	TestVisitor(TestHost host) {
		this.host = "http://127.0.0.1:" + host.port();
		this.at = URI.create(this.host + "/");
	}

	/** Cookies of the host. */
	Map<String, String> cookies() {
		return jar(URI.create(this.host));
	}

	/** Where the browser is. */
	URI at() {
		return this.at;
	}

	/**
	 * The whole way: from the host to the provider's form and back.
	 * @param name who
	 * @param query of the request that starts the login, with its question mark, or empty
	 * @return the answer with the fragment
	 */
	Answer logIn(String name, String query) {
		Answer form = browse(this.host + "/oauth2/authorization/provider" + query);
		if (form.status() != 200) {
			return form;
		}
		String csrf = form.response().body().replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]*)\".*", "$1");
		return follow(
				send("POST", this.at, form(Map.of("username", name, "password", "provider-password", "_csrf", csrf)),
						"application/x-www-form-urlencoded"));
	}

	Answer logIn(String name) {
		return logIn(name, "");
	}

	/** Opens an address and follows where it leads. */
	Answer browse(String address) {
		return follow(visit(address));
	}

	/** Opens an address and stays there. */
	Answer visit(String address) {
		return send("GET", this.at.resolve(address), BodyPublishers.noBody(), null);
	}

	/** As a script of the host's page does. */
	Answer post(String path, Object body) {
		return send("POST", URI.create(this.host + path),
				BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)), "application/json");
	}

	/** What a page reads from its address after a redirect. */
	static String fragment(Answer redirect, String name) {
		String fragment = redirect.header("Location").replaceAll("^[^#]*#?", "");
		return fragment.startsWith(name + "=") ? fragment.substring(name.length() + 1) : "";
	}

	private Answer follow(Answer first) {
		Answer answer = first;
		for (int hop = 0; hop < 10 && answer.status() == 302 && !answer.header("Location").contains("#"); hop++) {
			answer = visit(answer.header("Location"));
		}
		return answer;
	}

	private Answer send(String method, URI uri, BodyPublisher body, String contentType) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, body).header("Accept", "text/html");
		if (contentType != null) {
			request.header("Content-Type", contentType);
		}
		Map<String, String> jar = jar(uri);
		if (!jar.isEmpty()) {
			request.header("Cookie",
					jar.entrySet()
						.stream()
						.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
						.collect(Collectors.joining("; ")));
		}
		try {
			HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
			response.headers().allValues("Set-Cookie").forEach((cookie) -> keep(jar, cookie));
			this.at = uri;
			return new Answer(response);
		}
		catch (IOException ex) {
			throw new IllegalStateException(method + " " + uri, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private Map<String, String> jar(URI uri) {
		return this.jars.computeIfAbsent(uri.getAuthority(), (origin) -> new LinkedHashMap<>());
	}

	private static void keep(Map<String, String> jar, String setCookie) {
		String[] pair = setCookie.split(";", 2)[0].split("=", 2);
		if (setCookie.contains("Max-Age=0")) {
			jar.remove(pair[0]);
		}
		else {
			jar.put(pair[0], pair[1]);
		}
	}

	private static BodyPublisher form(Map<String, String> fields) {
		return BodyPublishers.ofString(fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&")));
	}

}
