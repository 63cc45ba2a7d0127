package io.github.jwtauth.flow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks into access tokens, as anybody who holds one can.
 */
final class TestTokens {

	private TestTokens() {
	}

	static JsonNode header(String token) {
		return part(token, 0);
	}

	static JsonNode claims(String token) {
		return part(token, 1);
	}

	private static JsonNode part(String token, int index) {
		byte[] json = Base64.getUrlDecoder().decode(token.split("\\.")[index]);
		return JsonMapper.shared().readTree(new String(json, StandardCharsets.UTF_8));
	}

}
