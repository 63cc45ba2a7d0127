package io.github.jwtauth.boot.web;

import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.login.Freshness;
import io.github.jwtauth.verification.EmailChange;
import io.github.jwtauth.verification.EmailChangeUndo;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Replaces the address of an account, and brings it back.
 */
@AuthController
final class EmailChangeController {

	private final EmailChange change;

	private final EmailChangeUndo undo;

	private final Freshness freshness;

	EmailChangeController(EmailChange change, EmailChangeUndo undo, Freshness freshness) {
		this.change = change;
		this.undo = undo;
		this.freshness = freshness;
	}

	@PostMapping("/email/change")
	ResponseEntity<ChangeStatus> change(AuthenticatedAccount account, @RequestBody ChangeRequest body) {
		this.freshness.require(account.authenticatedAt());
		EmailAddress address = EmailAddress.parse(body.newEmail())
			.orElseThrow(() -> new InvalidInputException("new_email", "email_invalid",
					"This is not a valid e-mail address."));
		this.change.request(account.accountId(), address);
		return ResponseEntity.status(HttpStatus.ACCEPTED).body(new ChangeStatus("confirmation_required"));
	}

	@PostMapping("/email/change/confirm")
	ChangeStatus confirm(@RequestBody LinkRequest body) {
		this.change.confirm(body.token());
		return new ChangeStatus("email_changed");
	}

	@PostMapping("/email/change/undo")
	ChangeStatus undo(@RequestBody LinkRequest body) {
		this.undo.undo(body.token());
		return new ChangeStatus("email_restored");
	}

	/**
	 * A wish.
	 *
	 * @param newEmail the new address
	 */
	record ChangeRequest(String newEmail) {

		/** Personal data. */
		@Override
		public String toString() {
			return "ChangeRequest[***]";
		}

	}

	/**
	 * A mailed link.
	 *
	 * @param token what it carries
	 */
	record LinkRequest(Secret token) {

	}

	/**
	 * What happened.
	 *
	 * @param status in a form for programs
	 */
	record ChangeStatus(String status) {

	}

}
