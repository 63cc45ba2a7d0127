package io.github.jwtauth.boot.web;

import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.login.SessionDisavowal;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Ends the session of a device that its owner does not know.
 */
@AuthController
final class NotMeController {

	private final SessionDisavowal disavowal;

	NotMeController(SessionDisavowal disavowal) {
		this.disavowal = disavowal;
	}

	@PostMapping("/sessions/not-me")
	Ended notMe(@RequestBody NotMeRequest body) {
		this.disavowal.disown(body.token());
		return new Ended("session_ended");
	}

	/**
	 * The link of the notice.
	 *
	 * @param token what it carries
	 */
	record NotMeRequest(Secret token) {

	}

	/**
	 * What happened.
	 *
	 * @param status always {@code session_ended}
	 */
	record Ended(String status) {

	}

}
