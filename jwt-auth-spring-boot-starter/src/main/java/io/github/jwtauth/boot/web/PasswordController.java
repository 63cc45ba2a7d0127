package io.github.jwtauth.boot.web;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.github.jwtauth.Device;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.login.PasswordChange;
import io.github.jwtauth.login.PasswordChangeAttempt;
import io.github.jwtauth.password.CharacterClass;
import io.github.jwtauth.password.PasswordPolicy;
import io.github.jwtauth.password.PasswordReset;
import io.github.jwtauth.password.PasswordRules;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.password.StandardPasswordPolicy;
import io.github.jwtauth.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Changes and resets passwords, and tells what is demanded of new ones.
 */
@AuthController
final class PasswordController {

	private final PasswordChange change;

	private final PasswordReset reset;

	private final PolicyResponse policy;

	private final NewSessionAnswer answer;

	PasswordController(PasswordChange change, PasswordReset reset, PasswordRules rules, PasswordPolicy policy,
			NewSessionAnswer answer) {
		this.change = change;
		this.reset = reset;
		this.policy = PolicyResponse.of(rules, policy);
		this.answer = answer;
	}

	/** What the request carries is read first: two cookies that differ change nothing. */
	@PostMapping("/password/change")
	TokenResponse change(AuthenticatedAccount account, Device device, HttpServletRequest request,
			HttpServletResponse response, @RequestBody ChangeRequest body) {
		TokenChannel channel = this.answer.channelOfRenewal(request);
		TokenPair tokens = this.change.change(new PasswordChangeAttempt(account.accountId(), account.sessionId(),
				RawPassword.of(body.currentPassword(), "current_password"),
				chosen(body.newPassword(), body.newPasswordConfirm()), device));
		return this.answer.renewed(tokens, null, channel, request, response);
	}

	@PostMapping("/password/reset")
	ResponseEntity<Void> reset(@RequestBody ResetRequest body) {
		this.reset.request(EmailAddress.of(body.email()));
		return ResponseEntity.status(HttpStatus.ACCEPTED).build();
	}

	@PostMapping("/password/reset/confirm")
	ResponseEntity<Void> confirm(Device device, @RequestBody ConfirmRequest body) {
		this.reset.confirm(body.token(), chosen(body.newPassword(), body.newPasswordConfirm()), device);
		return ResponseEntity.noContent().build();
	}

	@GetMapping("/password/policy")
	PolicyResponse policy() {
		return this.policy;
	}

	private static RawPassword chosen(Secret typed, @Nullable Secret again) {
		if (again != null && !again.equals(typed)) {
			throw new InvalidInputException("new_password_confirm", "mismatch", "The two passwords differ.");
		}
		return RawPassword.ofNew(typed, PasswordChangeAttempt.FIELD);
	}

	/**
	 * The body of a change.
	 *
	 * @param currentPassword as typed
	 * @param newPassword as typed
	 * @param newPasswordConfirm the same again, for clients that leave that to us
	 */
	record ChangeRequest(@JsonAlias("old_password") Secret currentPassword, Secret newPassword,
			@Nullable Secret newPasswordConfirm) {

	}

	/**
	 * The question for a mail.
	 *
	 * @param email what somebody says is theirs
	 */
	record ResetRequest(String email) {

		/** Addresses are personal data. */
		@Override
		public String toString() {
			return "ResetRequest[***]";
		}

	}

	/**
	 * The body of a reset.
	 *
	 * @param token what was mailed, or given out by a login
	 * @param newPassword as typed
	 * @param newPasswordConfirm the same again
	 */
	record ConfirmRequest(Secret token, Secret newPassword, @Nullable Secret newPasswordConfirm) {

	}

	/**
	 * What a form can show.
	 *
	 * @param minLength fewest characters
	 * @param maxLength most characters
	 * @param require kinds of characters that must be there
	 * @param history how many former passwords are refused beside the present one
	 * @param commonPasswordsRefused whether common ones are; a host with a policy of its
	 * own may see that differently
	 * @param breachCheck whether published ones are refused
	 */
	record PolicyResponse(int minLength, int maxLength, List<String> require, int history,
			boolean commonPasswordsRefused, boolean breachCheck) {

		PolicyResponse {
			Objects.requireNonNull(require, "require");
		}

		static PolicyResponse of(PasswordRules rules, PasswordPolicy policy) {
			return new PolicyResponse(rules.minLength(), rules.maxLength(),
					rules.required().stream().map(CharacterClass::code).toList(), rules.history(),
					policy instanceof StandardPasswordPolicy, rules.breachCheck());
		}

	}

}
