package io.github.jwtauth.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A request over HTTP/1.1 in which {@code {token}} stands for the credential.
 *
 * @param method the method
 * @param path the path
 * @param authorization value of the header of that name, or an empty text
 * @param body JSON, or an empty text
 */
public record RequestTemplate(String method, String path, String authorization, String body) {

	/** What is replaced. */
	public static final String TOKEN = "{token}";

	/**
	 * A request without a body.
	 * @param path the path
	 * @return the request
	 */
	public static RequestTemplate get(String path) {
		return new RequestTemplate("GET", path, "", "");
	}

	/**
	 * A request with a body.
	 * @param path the path
	 * @param body JSON
	 * @return the request
	 */
	public static RequestTemplate post(String path, String body) {
		return new RequestTemplate("POST", path, "", body);
	}

	/**
	 * The same with an access token.
	 * @param token the access token
	 * @return the request
	 */
	public RequestTemplate withBearer(String token) {
		return new RequestTemplate(this.method, this.path, "Bearer " + token, this.body);
	}

	ByteBuffer bytes(String token) {
		StringBuilder text = new StringBuilder(512);
		text.append(this.method).append(' ').append(this.path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
		if (!this.authorization.isEmpty()) {
			text.append("Authorization: ").append(this.authorization).append("\r\n");
		}
		String content = this.body.replace(TOKEN, token);
		if (!content.isEmpty()) {
			text.append("Content-Type: application/json\r\nContent-Length: ")
				.append(content.getBytes(StandardCharsets.UTF_8).length)
				.append("\r\n");
		}
		return ByteBuffer.wrap(text.append("\r\n").append(content).toString().getBytes(StandardCharsets.UTF_8));
	}

}
