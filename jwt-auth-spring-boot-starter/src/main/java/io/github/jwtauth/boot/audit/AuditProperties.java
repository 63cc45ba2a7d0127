package io.github.jwtauth.boot.audit;

import java.time.Duration;

import io.github.jwtauth.audit.AuditSettings;
import io.github.jwtauth.boot.http.InvalidPropertyException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit trail.
 *
 * @param enabled Whether security events are kept in the audit trail. They are published
 * either way.
 * @param retention How long they are kept, at least 90 days.
 * @param persistRefreshes Whether every refresh is kept as well, one row each.
 */
@ConfigurationProperties("jwtauth.audit")
record AuditProperties(@DefaultValue("true") boolean enabled, @DefaultValue("400d") Duration retention,
		@DefaultValue("false") boolean persistRefreshes) {

	AuditProperties {
		if (retention.compareTo(AuditSettings.SHORTEST_RETENTION) < 0) {
			throw new InvalidPropertyException("jwtauth.audit.retention",
					"an intrusion would be forgotten before it is noticed", "write at least 90d");
		}
	}

	AuditSettings settings() {
		return new AuditSettings(this.retention, this.persistRefreshes);
	}

}
