package io.github.jwtauth.boot.security;

import java.time.Clock;
import java.util.function.Consumer;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.audit.CrossOriginRefused;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;

/**
 * Tells of requests that came from another site. Looks for listeners when there is
 * something to tell: chains are made before most of a host is.
 */
final class CrossSiteRefusals implements Consumer<HttpServletRequest> {

	private static final int TEXT_CHARS = 256;

	private static final Logger log = LoggerFactory.getLogger(CrossSiteRefusals.class);

	private final ObjectProvider<AuthEventPublisher> events;

	private final ObjectProvider<Clock> clock;

	CrossSiteRefusals(ObjectProvider<AuthEventPublisher> events, ObjectProvider<Clock> clock) {
		this.events = events;
		this.clock = clock;
	}

	/** The answer is written already: a listener that fails changes nothing. */
	@Override
	public void accept(HttpServletRequest request) {
		try {
			String origin = request.getHeader(HttpHeaders.ORIGIN);
			this.events
				.ifAvailable((publisher) -> publisher.publish(new CrossOriginRefused(this.clock.getObject().instant(),
						shortened(request.getRequestURI()), (origin != null) ? shortened(origin) : null)));
		}
		catch (RuntimeException ex) {
			log.warn("A listener failed when it heard of a request from another site", ex);
		}
	}

	private static String shortened(String text) {
		return (text.length() <= TEXT_CHARS) ? text : text.substring(0, TEXT_CHARS);
	}

}
