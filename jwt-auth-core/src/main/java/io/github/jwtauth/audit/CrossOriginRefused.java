package io.github.jwtauth.audit;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * A request that relied on a cookie came from another site. Who sits before that browser
 * is not known. Published of each network once a minute.
 *
 * @param at when
 * @param path what was asked for
 * @param origin where the browser says that it comes from, or {@code null}
 */
public record CrossOriginRefused(Instant at, String path, @Nullable String origin) implements AuditedEvent {

	public CrossOriginRefused {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(path, "path");
	}

	@Override
	public @Nullable AccountId accountId() {
		return null;
	}

	@Override
	public AuditEntry audit() {
		AuditEntry entry = AuditEntry.failure(AuditEventType.CROSS_ORIGIN_REFUSED).with("path", this.path);
		return (this.origin != null) ? entry.with("origin", this.origin) : entry;
	}

}
