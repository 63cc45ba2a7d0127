package io.github.jwtauth.test;

import java.net.http.HttpResponse;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came back. Prints the status and, of an error, the code; a body may hold tokens.
 *
 * @param response as it came
 */
public record AuthTestAnswer(HttpResponse<String> response) {

	private static final JsonMapper JSON = JsonMapper.shared();

	public int status() {
		return this.response.statusCode();
	}

	public String body() {
		return this.response.body();
	}

	/**
	 * The body of an answer in JSON.
	 * @return the body; a missing node when there is none
	 * @throws tools.jackson.core.JacksonException when it is something else
	 */
	public JsonNode json() {
		return JSON.readTree(body());
	}

	/**
	 * A member of a JSON object.
	 * @param name of a text, a number or a boolean
	 * @return its text, empty when there is none
	 */
	public String text(String name) {
		return json().path(name).asString("");
	}

	/**
	 * What a problem calls itself, the stable part of every error of the library.
	 * @return the code, empty when this is no problem
	 */
	public String code() {
		return header("Content-Type").contains("problem+json") ? text("code") : "";
	}

	/**
	 * The first header of a name.
	 * @param name in any case
	 * @return its value, empty when there is none
	 */
	public String header(String name) {
		return this.response.headers().firstValue(name).orElse("");
	}

	/**
	 * The cookies that it sets.
	 * @return one header for each
	 */
	public List<String> setCookies() {
		return this.response.headers().allValues("Set-Cookie");
	}

	/**
	 * Insists on success.
	 * @return this
	 * @throws AuthProblemException when the status is not 2xx
	 */
	AuthTestAnswer orThrow() {
		if (status() / 100 != 2) {
			throw new AuthProblemException(this);
		}
		return this;
	}

	@Override
	public String toString() {
		return (status() + " " + code()).strip();
	}

}
