package io.github.jwtauth.boot.security;

import java.io.IOException;
import java.util.List;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.boot.http.CsrfTokens;
import io.github.jwtauth.boot.http.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * CORS for our endpoints: exact origins, with credentials, nothing else (requirement
 * Only preflights are refused here; an actual request from elsewhere gets no CORS
 * headers, and whether it may act is the cross-site rule's decision. The stock processor
 * would take this site for another one behind a proxy that hides the public address.
 */
final class EndpointCors extends DefaultCorsProcessor {

	private final ProblemWriter problems;

	private EndpointCors(ProblemWriter problems) {
		this.problems = problems;
	}

	static CorsFilter filter(List<String> allowedOrigins, ProblemWriter problems) {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(allowedOrigins);
		configuration.setAllowCredentials(true);
		configuration.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.POST.name(), HttpMethod.PUT.name(),
				HttpMethod.PATCH.name(), HttpMethod.DELETE.name()));
		configuration.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, CsrfTokens.HEADER,
				"X-Token-Transport", "X-Request-Id"));
		configuration
			.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER, "X-Request-Id", "RateLimit", "RateLimit-Policy"));
		configuration.setMaxAge(3600L);
		CorsFilter filter = new CorsFilter((request) -> configuration);
		filter.setCorsProcessor(new EndpointCors(problems));
		return filter;
	}

	@Override
	public boolean processRequest(@Nullable CorsConfiguration configuration, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		if (configuration == null || origin == null || configuration.checkOrigin(origin) != null) {
			return super.processRequest(configuration, request, response);
		}
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
		if (!CorsUtils.isPreFlightRequest(request)) {
			return true;
		}
		this.problems.write(request, response,
				new AuthException(AuthErrorCode.CROSS_ORIGIN, "This origin may not call the endpoint."));
		return false;
	}

}
