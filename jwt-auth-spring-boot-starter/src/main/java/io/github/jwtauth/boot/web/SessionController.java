package io.github.jwtauth.boot.web;

import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.session.DeviceSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * What an owner sees and does with the sessions on their devices.
 */
@AuthController
final class SessionController {

	private static final int NAME_CHARS = 64;

	private final DeviceSessions sessions;

	private final RefreshTokenTransport transport;

	SessionController(DeviceSessions sessions, RefreshTokenTransport transport) {
		this.sessions = sessions;
		this.transport = transport;
	}

	@GetMapping("/sessions")
	SessionList list(AuthenticatedAccount account) {
		return new SessionList(this.sessions.list(account.accountId())
			.stream()
			.map((session) -> SessionResponse.of(session, account.sessionId()))
			.toList());
	}

	@PatchMapping("/sessions/{id}")
	SessionResponse rename(AuthenticatedAccount account, @PathVariable("id") String id,
			@RequestBody RenameRequest body) {
		return SessionResponse.of(this.sessions.rename(account.accountId(), sessionId(id), nameIn(body)),
				account.sessionId());
	}

	@DeleteMapping("/sessions/{id}")
	ResponseEntity<Void> end(AuthenticatedAccount account, @PathVariable("id") String id, HttpServletRequest request,
			HttpServletResponse response) {
		SessionId sessionId = sessionId(id);
		this.sessions.end(account.accountId(), sessionId);
		if (sessionId.equals(account.sessionId())) {
			this.transport.clear(request, response);
		}
		return ResponseEntity.noContent().build();
	}

	@PostMapping("/sessions/terminate-all")
	TerminatedSessions endAll(AuthenticatedAccount account,
			@RequestBody(required = false) @Nullable TerminateRequest body, HttpServletRequest request,
			HttpServletResponse response) {
		boolean everywhere = body != null && Boolean.TRUE.equals(body.includeCurrent());
		int count = this.sessions.endAll(account.accountId(),
				everywhere ? Optional.empty() : Optional.of(account.sessionId()));
		if (everywhere) {
			this.transport.clear(request, response);
		}
		return new TerminatedSessions(count);
	}

	/** No session has an id of another form, so that is "not found" as well. */
	private static SessionId sessionId(String text) {
		return SessionId.parse(text)
			.orElseThrow(() -> new AuthException(AuthErrorCode.NOT_FOUND, "There is no such session."));
	}

	private static String nameIn(RenameRequest body) {
		String name = Device.unknown().named(body.deviceName()).name();
		if (name == null) {
			throw new InvalidInputException("device_name", "required", "A name is required.");
		}
		if (body.deviceName().codePointCount(0, body.deviceName().length()) > NAME_CHARS) {
			throw new InvalidInputException("device_name", "too_long",
					"A name has at most " + NAME_CHARS + " characters.");
		}
		return name;
	}

	/**
	 * The live sessions.
	 *
	 * @param sessions oldest first
	 */
	record SessionList(List<SessionResponse> sessions) {

		SessionList {
			sessions = List.copyOf(sessions);
		}

	}

	/**
	 * Another name.
	 *
	 * @param deviceName what the user calls the device
	 */
	record RenameRequest(String deviceName) {

	}

	/**
	 * How many to end.
	 *
	 * @param includeCurrent whether the caller's own session ends as well
	 */
	record TerminateRequest(@Nullable Boolean includeCurrent) {

	}

	/**
	 * What happened.
	 *
	 * @param terminatedCount how many sessions ended
	 */
	record TerminatedSessions(int terminatedCount) {

	}

}
