package io.github.jwtauth.benchmarks.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.benchmarks.host.BenchmarkAccounts;
import io.github.jwtauth.benchmarks.load.RequestTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the load presents: tokens of a session for each connection.
 *
 * @param accessTokens an access token of each
 * @param refreshTokens a refresh token of each
 */
record Credentials(List<String> accessTokens, List<String> refreshTokens) {

	private static final String LOGIN = "/auth/login";

	static Credentials of(HostProcess host, int sessions) throws IOException, InterruptedException {
		List<String> access = new ArrayList<>();
		List<String> refresh = new ArrayList<>();
		for (int i = 0; i < sessions; i++) {
			JsonNode answer = JsonMapper.shared().readTree(host.post(LOGIN, body(i)));
			access.add(answer.get("access_token").asString());
			refresh.add(answer.get("refresh_token").asString());
		}
		return new Credentials(access, refresh);
	}

	static RequestTemplate loginOf(int number) {
		return RequestTemplate.post(LOGIN, loginBody(number));
	}

	/** Of somebody who holds none of the sessions that are refreshed. */
	static String loginBody(int number) {
		return body(BenchmarkAccounts.CONNECTIONS + number);
	}

	private static String body(int number) {
		return "{\"identifier\":\"" + BenchmarkAccounts.email(number) + "\",\"password\":\""
				+ BenchmarkAccounts.PASSWORD + "\"}";
	}

}
