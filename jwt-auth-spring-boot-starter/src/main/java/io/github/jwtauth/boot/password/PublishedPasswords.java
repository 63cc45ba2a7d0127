package io.github.jwtauth.boot.password;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import io.github.jwtauth.password.BreachedPasswords;
import io.github.jwtauth.password.RawPassword;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the range API of Have I Been Pwned (requirement R-07). Five hexadecimal digits of
 * a SHA-1 leave the machine; what comes back are the rest of some hundred hashes, and
 * padding, so that not even the length of the answer tells. The host is fixed, a redirect
 * is not followed, and an answer that is late, too long or not of that form is none
 * (attack X-48).
 */
final class PublishedPasswords implements BreachedPasswords {

	private static final Logger logger = LoggerFactory.getLogger(PublishedPasswords.class);

	private static final URI API = URI.create("https://api.pwnedpasswords.com/range/");

	private static final Duration CONNECT = Duration.ofMillis(500);

	private static final Duration TOTAL = Duration.ofSeconds(1);

	private static final int PREFIX_DIGITS = 5;

	private static final Pattern LINE = Pattern.compile("[0-9A-F]{35}:[0-9]{1,10}");

	private final HttpClient client = HttpClient.newBuilder()
		.connectTimeout(CONNECT)
		.followRedirects(HttpClient.Redirect.NEVER)
		.version(HttpClient.Version.HTTP_1_1)
		.build();

	private final URI api;

	private final CircuitBreaker breaker;

	PublishedPasswords(Clock clock) {
		this(API, clock);
	}

	PublishedPasswords(URI api, Clock clock) {
		this.api = api;
		this.breaker = new CircuitBreaker(clock);
	}

	@Override
	public Answer lookUp(RawPassword password) {
		if (this.breaker.isOpen()) {
			return Answer.NOT_KNOWN;
		}
		String hash = sha1(password.normalized().reveal());
		try {
			Answer answer = answerIn(ask(hash.substring(0, PREFIX_DIGITS)), hash.substring(PREFIX_DIGITS));
			this.breaker.succeeded();
			return answer;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Answer.NOT_KNOWN;
		}
		catch (ExecutionException | TimeoutException | IllegalStateException ex) {
			this.breaker.failed();
			logger.warn("Published passwords cannot be asked about: {}", ex.toString());
			return Answer.NOT_KNOWN;
		}
	}

	private String ask(String prefix) throws ExecutionException, InterruptedException, TimeoutException {
		HttpRequest request = HttpRequest.newBuilder(this.api.resolve(prefix))
			.header("Add-Padding", "true")
			.header("User-Agent", "jwt-auth")
			.timeout(TOTAL)
			.build();
		CompletableFuture<HttpResponse<String>> answer = this.client.sendAsync(request, (info) -> new CappedBody());
		try {
			HttpResponse<String> response = answer.get(TOTAL.toMillis(), TimeUnit.MILLISECONDS);
			if (response.statusCode() != 200) {
				throw new IllegalStateException("the answer is " + response.statusCode());
			}
			return response.body();
		}
		finally {
			answer.cancel(true);
		}
	}

	/** A padding line has the count 0. */
	private static Answer answerIn(String body, String suffix) {
		boolean found = false;
		for (String line : body.lines().toList()) {
			if (!LINE.matcher(line).matches()) {
				throw new IllegalStateException("the answer has another form");
			}
			found |= line.startsWith(suffix) && !line.endsWith(":0");
		}
		return found ? Answer.FOUND : Answer.NOT_FOUND;
	}

	/** No protection of anything: it is the form of the question. */
	private static String sha1(String text) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().withUpperCase().formatHex(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-1", ex);
		}
	}

}
