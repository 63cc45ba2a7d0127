package io.github.jwtauth.boot.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.protection.RateLimit;
import io.github.jwtauth.protection.RateLimitedException;
import io.github.jwtauth.registration.RegistrationRefusedException;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEndedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemWriterTests {

	private static final Map<AuthErrorCode, Integer> STATUS = Map.ofEntries(Map.entry(AuthErrorCode.VALIDATION, 400),
			Map.entry(AuthErrorCode.AMBIGUOUS_CREDENTIALS, 400), Map.entry(AuthErrorCode.INVALID_CREDENTIALS, 401),
			Map.entry(AuthErrorCode.INVALID_REFRESH_TOKEN, 401), Map.entry(AuthErrorCode.SESSION_ENDED, 401),
			Map.entry(AuthErrorCode.INVALID_TOKEN, 401), Map.entry(AuthErrorCode.INSUFFICIENT_USER_AUTHENTICATION, 401),
			Map.entry(AuthErrorCode.EMAIL_NOT_VERIFIED, 403), Map.entry(AuthErrorCode.CROSS_ORIGIN, 403),
			Map.entry(AuthErrorCode.NOT_FOUND, 404), Map.entry(AuthErrorCode.SESSION_LIMIT_REACHED, 409),
			Map.entry(AuthErrorCode.TOKEN_TOO_LARGE, 409), Map.entry(AuthErrorCode.INVALID_ONE_TIME_TOKEN, 400),
			Map.entry(AuthErrorCode.PASSWORD_REFUSED, 400), Map.entry(AuthErrorCode.PASSWORD_CHANGE_REQUIRED, 403),
			Map.entry(AuthErrorCode.MFA_REQUIRED, 403), Map.entry(AuthErrorCode.MFA_ENROLLMENT_REQUIRED, 403),
			Map.entry(AuthErrorCode.INVALID_CODE, 401), Map.entry(AuthErrorCode.INVALID_CONFIRMATION_CODE, 400),
			Map.entry(AuthErrorCode.ALREADY_ENABLED, 409), Map.entry(AuthErrorCode.NOT_ENABLED, 409),
			Map.entry(AuthErrorCode.REAUTHENTICATION_REQUIRED, 403), Map.entry(AuthErrorCode.EMAIL_TAKEN, 409),
			Map.entry(AuthErrorCode.USERNAME_TAKEN, 409), Map.entry(AuthErrorCode.REGISTRATION_CLOSED, 403),
			Map.entry(AuthErrorCode.FORBIDDEN, 403), Map.entry(AuthErrorCode.NOT_SUPPORTED, 403),
			Map.entry(AuthErrorCode.LAST_ADMINISTRATOR, 409), Map.entry(AuthErrorCode.KEY_IN_USE, 409),
			Map.entry(AuthErrorCode.TOO_MANY_REQUESTS, 429), Map.entry(AuthErrorCode.TOO_MANY_ATTEMPTS, 429),
			Map.entry(AuthErrorCode.BUSY, 503), Map.entry(AuthErrorCode.UNAVAILABLE, 503));

	private final ProblemWriter writer = new ProblemWriter(new StrictJson(), new RequestIds(RandomBytes.secure()));

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@ParameterizedTest
	@EnumSource(AuthErrorCode.class)
	void everyCodeHasItsStatus(AuthErrorCode code) throws IOException {
		this.writer.write(this.request, this.response, new AuthException(code, "A message."));
		assertThat(this.response.getStatus()).isEqualTo(STATUS.get(code));
		assertThat(this.response.getContentType()).isEqualTo("application/problem+json");
		assertThat(json()).containsEntry("code", code.code())
			.containsEntry("type", "urn:jwtauth:problem:" + code.code())
			.containsEntry("status", STATUS.get(code))
			.containsEntry("detail", "A message.")
			.containsEntry("trace_id", this.response.getHeader("X-Request-Id"));
		assertThat(this.response.getHeader("WWW-Authenticate")).isEqualTo((STATUS.get(code) == 401) ? "Bearer" : null);
		assertThat(this.response.getHeader("Retry-After"))
			.isEqualTo((STATUS.get(code) == 503 || STATUS.get(code) == 429) ? "1" : null);
	}

	@Test
	void anEndedSessionTellsWhy() throws IOException {
		this.writer.write(this.request, this.response, new SessionEndedException(SessionEndReason.PASSWORD_CHANGED));
		assertThat(json()).containsEntry("code", "session_ended").containsEntry("reason", "password_changed");
	}

	@Test
	void membersOfItsOwnFollowAndReplaceNothing() throws IOException {
		Problem problem = Problem.forbidden().with(Map.of("more", "a secret", "status", 200));
		this.writer.write(this.request, this.response, problem);
		assertThat(json()).containsEntry("more", "a secret").containsEntry("status", 403);
		assertThat(problem.toString()).doesNotContain("a secret");
	}

	@Test
	void thePolicyOfRegistrationsHasCodesOfItsOwn() throws IOException {
		this.writer.write(this.request, this.response, new RegistrationRefusedException("not_one_of_us"));
		assertThat(this.response.getStatus()).isEqualTo(403);
		assertThat(json()).containsEntry("code", "not_one_of_us");
	}

	@Test
	void aWrongFieldIsNamed() throws IOException {
		this.writer.write(this.request, this.response, new InvalidInputException("email", "email_invalid", "No."));
		assertThat(json()).containsEntry("errors",
				List.of(Map.of("field", "email", "code", "email_invalid", "message", "No.")));
	}

	@Test
	void aPauseIsRoundedUp() throws IOException {
		this.writer.write(this.request, this.response,
				new AuthException(AuthErrorCode.BUSY, "Busy.", Duration.ofMillis(1001), null));
		assertThat(this.response.getHeader("Retry-After")).isEqualTo("2");
		assertThat(json()).containsEntry("retry_after", 2);
	}

	@Test
	void aLimitNamesItselfItsQuotaAndTheTimeUntilTheNext() throws IOException {
		this.writer.write(this.request, this.response, new RateLimitedException(
				new RateLimit("login-per-address", 25, Duration.ofHours(1)), Duration.ofMillis(143_001)));
		assertThat(this.response.getHeader("Retry-After")).isEqualTo("144");
		assertThat(this.response.getHeader("RateLimit-Policy")).isEqualTo("\"login-per-address\";q=25;w=3600");
		assertThat(this.response.getHeader("RateLimit")).isEqualTo("\"login-per-address\";r=0;t=144");
		assertThat(json()).containsEntry("code", "too_many_requests").containsEntry("retry_after", 144);
	}

	@Test
	void aLockIsOneTryWhenThePauseIsOver() throws IOException {
		this.writer.write(this.request, this.response,
				new AuthException(AuthErrorCode.TOO_MANY_ATTEMPTS, "Too many attempts.", Duration.ofSeconds(30), null));
		assertThat(this.response.getHeader("Retry-After")).isEqualTo("30");
		assertThat(this.response.getHeader("RateLimit-Policy")).isEqualTo("\"login-failures\";q=1;w=30");
		assertThat(this.response.getHeader("RateLimit")).isEqualTo("\"login-failures\";r=0;t=30");
	}

	@Test
	void whoeverDoesNotKnowWhenSaysASecond() throws IOException {
		this.writer.write(this.request, this.response,
				new AuthException(AuthErrorCode.TOO_MANY_REQUESTS, "Too many requests."));
		assertThat(this.response.getHeader("Retry-After")).isEqualTo("1");
		assertThat(this.response.getHeader("RateLimit")).isEqualTo("\"requests\";r=0;t=1");
	}

	@Test
	void aNameThatIsNoTokenCannotAddAHeader() throws IOException {
		this.writer.write(this.request, this.response,
				new RateLimitedException(new RateLimit("a\"\r\nb", 1, Duration.ofHours(1)), Duration.ofSeconds(1)));
		assertThat(this.response.getHeader("RateLimit")).isEqualTo("\"a---b\";r=0;t=1");
	}

	@Test
	void challengesAreThoseOfTheRfc() throws IOException { // R-63, RFC 6750 section 3
		this.writer.unauthorized(this.request, this.response, false);
		assertThat(this.response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
		MockHttpServletResponse presented = new MockHttpServletResponse();
		this.writer.unauthorized(this.request, presented, true);
		assertThat(presented.getHeader("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
	}

	static Stream<Throwable> outages() {
		return Stream.of(new DataAccessResourceFailureException("x"), new CannotAcquireLockException("x"),
				new CannotCreateTransactionException("x", new SocketException("Connection reset")),
				new RuntimeException(new ConnectException("x")), new RuntimeException(new SQLException("x", "57P01")),
				new RuntimeException(new SQLException("x", "08006")));
	}

	@ParameterizedTest
	@MethodSource("outages")
	void aStoreThatIsDownIsNeverAVerdict(Throwable failure) throws IOException {
		this.writer.writeFailure(this.request, this.response, failure);
		assertThat(this.response.getStatus()).isEqualTo(503);
		assertThat(json()).containsEntry("code", "unavailable").containsEntry("retry_after", 1);
	}

	static Stream<Throwable> faults() {
		return Stream.of(new DuplicateKeyException("secret"), new IllegalStateException("secret"),
				new RuntimeException(new SQLException("secret", "23505")), new SQLException("secret"),
				new IOException("secret"));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void aFaultOfOursTellsNothing(Throwable failure) throws IOException {
		this.writer.writeFailure(this.request, this.response, failure);
		assertThat(this.response.getStatus()).isEqualTo(500);
		assertThat(json()).containsEntry("code", "internal_error");
		assertThat(this.response.getContentAsString()).doesNotContain("secret", "Exception");
	}

	@Test
	void whatSpringSecurityThrowsKeepsItsMeaning() throws IOException {
		this.writer.writeFailure(this.request, this.response, new BadCredentialsException("secret"));
		assertThat(this.response.getStatus()).isEqualTo(401);
		MockHttpServletResponse denied = new MockHttpServletResponse();
		this.writer.writeFailure(this.request, denied, new AccessDeniedException("secret"));
		assertThat(denied.getStatus()).isEqualTo(403);
	}

	@Test
	void anAnswerThatIsOnItsWayStays() throws IOException {
		this.response.getWriter().write("done");
		this.response.flushBuffer();
		this.writer.write(this.request, this.response, Problem.internalError());
		assertThat(this.response.getContentAsString()).isEqualTo("done");
		assertThat(this.response.getStatus()).isEqualTo(200);
	}

	@Test
	void whatWasWrittenBeforeIsGone() throws IOException {
		this.response.getOutputStream().write("half an ans".getBytes(StandardCharsets.UTF_8));
		this.writer.write(this.request, this.response, Problem.notFound());
		assertThat(json()).containsEntry("code", "not_found");
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> json() {
		return JsonMapper.builder().build().readValue(this.response.getContentAsByteArray(), Map.class);
	}

}
