package io.github.jwtauth.protection;

import java.time.Instant;

import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestsRateLimitedTests {

	@Test
	void theTrailTellsWhichLimitWasReached() {
		AuditEntry entry = new RequestsRateLimited(Instant.EPOCH, null, "login-per-address").audit();

		assertThat(entry.type()).isEqualTo(AuditEventType.RATE_LIMITED);
		assertThat(entry.succeeded()).isFalse();
		assertThat(entry.reason()).isEqualTo("login-per-address");
	}

}
