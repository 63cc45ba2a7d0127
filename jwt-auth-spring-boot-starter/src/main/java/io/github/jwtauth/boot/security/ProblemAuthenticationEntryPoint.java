package io.github.jwtauth.boot.security;

import java.io.IOException;

import io.github.jwtauth.AuthException;
import io.github.jwtauth.boot.http.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Answers requests that are not authenticated as RFC 6750 section 3 asks: a bare
 * challenge when nothing was presented, {@code invalid_token} and nothing else when
 * something was. A verification that could not be made is a {@code 503}, never a
 * {@code 401} (requirements ).
 */
final class ProblemAuthenticationEntryPoint implements AuthenticationEntryPoint {

	private final ProblemWriter problems;

	ProblemAuthenticationEntryPoint(ProblemWriter problems) {
		this.problems = problems;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		if (failure instanceof AuthenticationServiceException) {
			this.problems.write(request, response, AuthException.unavailable(failure));
			return;
		}
		this.problems.unauthorized(request, response, failure instanceof OAuth2AuthenticationException);
	}

}
