package io.github.jwtauth.boot.security;

import java.util.Optional;
import java.util.function.Consumer;

import io.github.jwtauth.boot.http.Problem;
import io.github.jwtauth.boot.http.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * The parts that a chain is protected with.
 *
 * @param authentication how a token becomes an authentication
 * @param reliance whether a request relies on a cookie
 * @param sameSite whether it comes from this site
 * @param problems writes refusals
 * @param refused hears of requests from another site, after the answer
 */
record JwtAuthSecurity(TokenAuthentication authentication, CookieReliance reliance, SameSite sameSite,
		ProblemWriter problems, Consumer<HttpServletRequest> refused) {

	AuthenticationEntryPoint entryPoint() {
		return new ProblemAuthenticationEntryPoint(this.problems);
	}

	AccessDeniedHandler accessDeniedHandler() {
		BearerTokenAccessDeniedHandler challenge = new BearerTokenAccessDeniedHandler();
		return (request, response, denied) -> {
			Optional<Problem> stepUp = StepUp.of(denied, SecurityContextHolder.getContext().getAuthentication());
			if (stepUp.isPresent()) {
				this.problems.write(request, response, stepUp.get());
				return;
			}
			challenge.handle(request, response, denied);
			this.problems.forbidden(request, response);
		};
	}

}
