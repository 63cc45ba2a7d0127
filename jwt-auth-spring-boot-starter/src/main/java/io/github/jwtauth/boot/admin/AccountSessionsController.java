package io.github.jwtauth.boot.admin;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.administration.AdministeredSessions;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.session.LoginSession;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Shows and ends the sessions of an account. Who may is decided by
 * {@link AdministratorRule}.
 */
@AuthController
final class AccountSessionsController {

	private final AdministeredSessions sessions;

	AccountSessionsController(AdministeredSessions sessions) {
		this.sessions = sessions;
	}

	/** All of them on one page: the number of sessions of an account is bounded. */
	@GetMapping("/admin/accounts/{id}/sessions")
	PageResponse<SessionSummary> list(@PathVariable("id") String id) {
		List<SessionSummary> live = this.sessions.list(Paths.accountId(id)).stream().map(SessionSummary::of).toList();
		return new PageResponse<>(live, 0, live.size(), live.size());
	}

	@DeleteMapping("/admin/accounts/{id}/sessions")
	ResponseEntity<Void> endAll(@PathVariable("id") String id, @RequestBody(required = false) @Nullable NoFields body) {
		this.sessions.endAll(Paths.accountId(id));
		return ResponseEntity.noContent().build();
	}

	@DeleteMapping("/admin/accounts/{id}/sessions/{sid}")
	ResponseEntity<Void> end(@PathVariable("id") String id, @PathVariable("sid") String sid,
			@RequestBody(required = false) @Nullable NoFields body) {
		AccountId owner = Paths.accountId(id);
		this.sessions.end(owner, Paths.sessionId(sid));
		return ResponseEntity.noContent().build();
	}

	/**
	 * A session of somebody.
	 */
	record SessionSummary(String id, @Nullable String deviceName, String deviceType, @Nullable String browser,
			@Nullable String os, @Nullable String userAgent, @Nullable String ipAddress, @Nullable String city,
			@Nullable String country, Instant createdAt, Instant lastUsedAt, Instant expiresAt) {

		static SessionSummary of(LoginSession session) {
			Device device = session.device();
			return new SessionSummary(session.id().toString(), device.name(),
					device.type().name().toLowerCase(Locale.ROOT), device.browser(), device.os(), device.userAgent(),
					device.ipAddress(), device.city(), device.country(), session.createdAt(), session.lastUsedAt(),
					session.idleExpiresAt());
		}

	}

}
