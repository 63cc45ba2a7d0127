package io.github.jwtauth.boot.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.EndpointMatcher;
import io.github.jwtauth.boot.http.RequestIds;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells how long requests to our endpoints take: the client in a header, the operator in
 * the log when it is too long. Around everything else, refusals included.
 */
final class ResponseTimeFilter extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger(ResponseTimeFilter.class);

	private final EndpointMatcher endpoints;

	private final boolean header;

	private final @Nullable Duration slow;

	ResponseTimeFilter(EndpointMatcher endpoints, WebProperties properties) {
		this.endpoints = endpoints;
		this.header = properties.responseTimeHeader();
		this.slow = properties.slowRequest();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<AuthEndpoint> endpoint = this.endpoints.match(request);
		if (endpoint.isEmpty()) {
			chain.doFilter(request, response);
			return;
		}
		long begin = System.nanoTime();
		TimedResponse timed = this.header ? new TimedResponse(response, begin) : null;
		try {
			chain.doFilter(request, (timed != null) ? timed : response);
		}
		finally {
			if (timed != null) {
				timed.stamp();
			}
			warnIfSlow(endpoint.get(), response, Duration.ofNanos(System.nanoTime() - begin));
		}
	}

	/** The endpoint and not the path: that is whatever the client wrote. */
	private void warnIfSlow(AuthEndpoint endpoint, HttpServletResponse response, Duration time) {
		if (this.slow != null && time.compareTo(this.slow) >= 0) {
			log.atWarn()
				.addKeyValue("jwtauth.endpoint", endpoint.name())
				.addKeyValue("jwtauth.duration_ms", time.toMillis())
				.log("Slow request: {} took {} ms, status {}, request {}", endpoint, time.toMillis(),
						response.getStatus(), response.getHeader(RequestIds.HEADER));
		}
	}

}
