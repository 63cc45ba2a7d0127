package io.github.jwtauth.boot.admin;

import io.github.jwtauth.Secret;
import io.github.jwtauth.administration.FirstAdministrator;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthenticatedAccount;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Makes the first administrator.
 */
@AuthController
final class SetupController {

	private final FirstAdministrator first;

	SetupController(FirstAdministrator first) {
		this.first = first;
	}

	@PostMapping("/admin/setup")
	ResponseEntity<Void> setUp(AuthenticatedAccount caller, @RequestBody SetupRequest body) {
		this.first.make(caller.accountId(), body.setupToken());
		return ResponseEntity.noContent().build();
	}

	/**
	 * What the operator has configured.
	 *
	 * @param setupToken the value of {@code jwtauth.admin.setup-token}
	 */
	record SetupRequest(Secret setupToken) {

	}

}
