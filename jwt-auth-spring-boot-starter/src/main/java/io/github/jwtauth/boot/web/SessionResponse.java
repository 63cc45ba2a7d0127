package io.github.jwtauth.boot.web;

import java.time.Instant;
import java.util.Locale;

import io.github.jwtauth.Device;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.session.LoginSession;
import org.jspecify.annotations.Nullable;

/**
 * A session as its owner sees it; nothing in it opens anything (requirement R-45).
 */
record SessionResponse(String id, @Nullable String deviceName, String deviceType, @Nullable String browser,
		@Nullable String os, @Nullable String userAgent, @Nullable String ipAddress, @Nullable String city,
		@Nullable String country, Instant createdAt, Instant lastUsedAt, Instant expiresAt, boolean current) {

	static SessionResponse of(LoginSession session, SessionId current) {
		Device device = session.device();
		return new SessionResponse(session.id().toString(), device.name(),
				device.type().name().toLowerCase(Locale.ROOT), device.browser(), device.os(), device.userAgent(),
				device.ipAddress(), device.city(), device.country(), session.createdAt(), session.lastUsedAt(),
				session.idleExpiresAt(), session.id().equals(current));
	}

}
