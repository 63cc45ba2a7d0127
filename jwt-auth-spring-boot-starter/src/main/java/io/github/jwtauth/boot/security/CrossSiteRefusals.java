package io.github.jwtauth.boot.security;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.audit.CrossOriginRefused;
import io.github.jwtauth.boot.http.ClientAddress;
import io.github.jwtauth.protection.EventThrottle;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;

/**
 * Tells of requests that came from another site, of each network once a minute: they are
 * refused before any limit is asked. Looks for listeners when there is something to tell:
 * chains are made before most of a host is.
 */
final class CrossSiteRefusals implements Consumer<HttpServletRequest> {

	private static final int TEXT_CHARS = 256;

	private static final Logger log = LoggerFactory.getLogger(CrossSiteRefusals.class);

	private final ObjectProvider<AuthEventPublisher> events;

	private final ObjectProvider<Clock> clock;

	private final ClientAddress addresses;

	private final EventThrottle told = new EventThrottle();

	CrossSiteRefusals(ObjectProvider<AuthEventPublisher> events, ObjectProvider<Clock> clock, ClientAddress addresses) {
		this.events = events;
		this.addresses = addresses;
		this.clock = clock;
	}

	/** The answer is written already: a listener that fails changes nothing. */
	@Override
	public void accept(HttpServletRequest request) {
		try {
			Instant now = this.clock.getObject().instant();
			if (this.told.admits(now, ClientAddress.networkOf(this.addresses.of(request)))) {
				String origin = request.getHeader(HttpHeaders.ORIGIN);
				this.events.ifAvailable((publisher) -> publisher.publish(new CrossOriginRefused(now,
						shortened(request.getRequestURI()), (origin != null) ? shortened(origin) : null)));
			}
		}
		catch (RuntimeException ex) {
			log.warn("A listener failed when it heard of a request from another site", ex);
		}
	}

	private static String shortened(String text) {
		return (text.length() <= TEXT_CHARS) ? text : text.substring(0, TEXT_CHARS);
	}

}
