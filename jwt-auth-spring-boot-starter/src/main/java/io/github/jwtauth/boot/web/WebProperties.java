package io.github.jwtauth.boot.web;

import java.time.Duration;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is told about the time that requests take.
 *
 * @param responseTimeHeader Whether answers carry 'X-Response-Time', in milliseconds up
 * to their first byte. For development: it also tells strangers how long things take.
 * @param slowRequest How long a request may take before a warning is logged, at least one
 * millisecond. None is logged without it.
 */
@ConfigurationProperties("jwtauth.web")
record WebProperties(@DefaultValue("false") boolean responseTimeHeader, @Nullable Duration slowRequest) {

	WebProperties {
		if (slowRequest != null && slowRequest.compareTo(Duration.ofMillis(1)) < 0) {
			throw new InvalidPropertyException("jwtauth.web.slow-request", "every request takes longer than that",
					"jwtauth.web.slow-request=1s");
		}
	}

	boolean isTiming() {
		return this.responseTimeHeader || this.slowRequest != null;
	}

}
