package io.github.jwtauth.boot.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * A refusal as HTTP shows it (RFC 9457).
 *
 * @param status the status
 * @param code the stable part
 * @param detail for people; tells nothing about the existence of an account
 * @param errors what is wrong with the fields, for {@code validation}
 * @param reason why a session ended, for {@code session_ended}
 * @param retryAfter when to come back, or {@code null} when that does not help
 * @param headers headers that the status demands
 * @param more members that only this code has, by name; may be secrets of the caller
 */
public record Problem(HttpStatus status, String code, String detail, List<FieldError> errors, @Nullable String reason,
		@Nullable Duration retryAfter, Map<String, String> headers, Map<String, Object> more) {

	private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);

	private static final Map<String, String> CHALLENGE = Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer");

	public Problem {
		Objects.requireNonNull(status, "status");
		Objects.requireNonNull(code, "code");
		Objects.requireNonNull(detail, "detail");
		errors = List.copyOf(errors);
		headers = Map.copyOf(headers);
		more = Map.copyOf(more);
	}

	private Problem(HttpStatus status, String code, String detail, List<FieldError> errors, @Nullable String reason,
			@Nullable Duration retryAfter, Map<String, String> headers) {
		this(status, code, detail, errors, reason, retryAfter, headers, Map.of());
	}

	/**
	 * The same problem with members of its own, such as a token that leads on.
	 * @param members by name, in the words of the contract
	 * @return a copy
	 */
	public Problem with(Map<String, Object> members) {
		return new Problem(this.status, this.code, this.detail, this.errors, this.reason, this.retryAfter, this.headers,
				members);
	}

	/**
	 * A refusal of the core.
	 * @param refusal what the core threw
	 * @return how HTTP shows it
	 */
	public static Problem of(AuthException refusal) {
		HttpStatus status = RefusalWords.statusOf(refusal.code());
		Duration pause = refusal.retryAfter();
		if (pause == null && (status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS)) {
			pause = SHORT_PAUSE;
		}
		return new Problem(status, RefusalWords.codeOf(refusal), RefusalWords.detailOf(refusal),
				RefusalWords.errorsOf(refusal), RefusalWords.reasonOf(refusal), pause,
				headersOf(status, refusal, pause), RefusalWords.moreOf(refusal));
	}

	private static Map<String, String> headersOf(HttpStatus status, AuthException refusal, @Nullable Duration pause) {
		return switch (status) {
			case UNAUTHORIZED -> CHALLENGE;
			case TOO_MANY_REQUESTS -> LimitHeaders.of(refusal, seconds((pause != null) ? pause : SHORT_PAUSE));
			default -> Map.of();
		};
	}

	/**
	 * A bare status that somebody else chose.
	 * @param status a client error; anything else is a fault
	 * @return the problem of that status
	 */
	public static Problem ofStatus(HttpStatus status) {
		return switch (status) {
			case BAD_REQUEST -> badRequest();
			case UNAUTHORIZED -> unauthorized();
			case FORBIDDEN -> forbidden();
			case NOT_FOUND -> notFound();
			case CONTENT_TOO_LARGE -> payloadTooLarge();
			case UNSUPPORTED_MEDIA_TYPE -> unsupportedMediaType();
			default -> status.is4xxClientError()
					? of(status, status.name().toLowerCase(Locale.ROOT), status.getReasonPhrase() + ".")
					: internalError();
		};
	}

	/**
	 * Nobody is logged in: a bare challenge (RFC 6750 section 3.1).
	 * @return {@code 401 unauthorized}
	 */
	public static Problem unauthorized() {
		return new Problem(HttpStatus.UNAUTHORIZED, "unauthorized", "An access token is required.", List.of(), null,
				null, CHALLENGE);
	}

	/**
	 * A token was presented and is not good; why is not told (requirement R-63).
	 * @return {@code 401 invalid_token}
	 */
	public static Problem invalidToken() {
		return new Problem(HttpStatus.UNAUTHORIZED, "invalid_token", "The access token is not valid.", List.of(), null,
				null, Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\""));
	}

	/**
	 * Somebody is logged in who may not do this.
	 * @return {@code 403 forbidden}
	 */
	public static Problem forbidden() {
		return of(HttpStatus.FORBIDDEN, "forbidden", "Access is denied.");
	}

	/**
	 * Nothing is here.
	 * @return {@code 404 not_found}
	 */
	public static Problem notFound() {
		return of(HttpStatus.NOT_FOUND, "not_found", "There is nothing here.");
	}

	/**
	 * The method is not served here.
	 * @param allowed the methods that are
	 * @return {@code 405 method_not_allowed} with {@code Allow}
	 */
	public static Problem methodNotAllowed(Iterable<String> allowed) {
		return new Problem(HttpStatus.METHOD_NOT_ALLOWED, "method_not_allowed", "The method is not allowed here.",
				List.of(), null, null, Map.of(HttpHeaders.ALLOW, String.join(", ", allowed)));
	}

	/**
	 * A body that is not JSON.
	 * @return {@code 415 unsupported_media_type}
	 */
	public static Problem unsupportedMediaType() {
		return new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type",
				"The body must be application/json in UTF-8.", List.of(), null, null,
				Map.of(HttpHeaders.ACCEPT, "application/json"));
	}

	/**
	 * More than any request of this contract needs.
	 * @return {@code 413 payload_too_large}
	 */
	public static Problem payloadTooLarge() {
		return of(HttpStatus.CONTENT_TOO_LARGE, "payload_too_large", "The body is too large.");
	}

	/**
	 * Not a request that HTTP understands.
	 * @return {@code 400 bad_request}
	 */
	public static Problem badRequest() {
		return of(HttpStatus.BAD_REQUEST, "bad_request", "The request is not well-formed.");
	}

	/**
	 * Fields that are not well-formed.
	 * @param errors which and why; at least one
	 * @return {@code 400 validation}
	 */
	public static Problem validation(List<FieldError> errors) {
		return new Problem(HttpStatus.BAD_REQUEST, AuthErrorCode.VALIDATION.code(), errors.get(0).message(), errors,
				null, null, Map.of());
	}

	/**
	 * A fault of ours. Nothing about it is told (requirement R-97).
	 * @return {@code 500 internal_error}
	 */
	public static Problem internalError() {
		return of(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", "Something went wrong.");
	}

	/**
	 * The body of the answer.
	 * @param traceId name of the request
	 * @return members in the order of RFC 9457
	 */
	Map<String, Object> members(String traceId) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("type", "urn:jwtauth:problem:" + this.code);
		members.put("title", this.status.getReasonPhrase());
		members.put("status", this.status.value());
		members.put("detail", this.detail);
		members.put("code", this.code);
		members.put("trace_id", traceId);
		if (!this.errors.isEmpty()) {
			members.put("errors", this.errors);
		}
		if (this.reason != null) {
			members.put("reason", this.reason);
		}
		if (this.retryAfter != null) {
			members.put("retry_after", seconds(this.retryAfter));
		}
		new TreeMap<>(this.more).forEach(members::putIfAbsent);
		return members;
	}

	/** A member may be a token. */
	@Override
	public String toString() {
		return "Problem[status=" + this.status.value() + ", code=" + this.code + "]";
	}

	/**
	 * Every header of the answer but its type and length.
	 * @return header names and values
	 */
	Map<String, String> allHeaders() {
		Map<String, String> all = new TreeMap<>(this.headers);
		if (this.retryAfter != null) {
			all.put(HttpHeaders.RETRY_AFTER, Long.toString(seconds(this.retryAfter)));
		}
		return all;
	}

	private static Problem of(HttpStatus status, String code, String detail) {
		return new Problem(status, code, detail, List.of(), null, null, Map.of());
	}

	/** Rounded up: a client that comes back early is refused again. */
	private static long seconds(Duration pause) {
		return Math.max(1, pause.plusNanos(999_999_999).toSeconds());
	}

}
