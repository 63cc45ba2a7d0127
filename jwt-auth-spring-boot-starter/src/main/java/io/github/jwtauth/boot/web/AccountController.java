package io.github.jwtauth.boot.web;

import java.util.Map;

import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.boot.http.DeclaredFields;
import io.github.jwtauth.login.Freshness;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.privacy.AccountDeletion;
import io.github.jwtauth.privacy.AccountExport;
import io.github.jwtauth.profile.AccountProfile;
import io.github.jwtauth.profile.Edit;
import io.github.jwtauth.profile.ProfileEdits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * What owners do with their account. It is always the caller's own: no request names
 * another (attack X-35).
 */
@AuthController
final class AccountController {

	private static final String FILE = "attachment; filename=\"account-export.json\"";

	private final AccountProfile profiles;

	private final AccountExport exports;

	private final AccountDeletion deletion;

	private final Freshness freshness;

	private final RefreshTokenTransport transport;

	private final PresentedDevices devices;

	AccountController(AccountProfile profiles, AccountExport exports, AccountDeletion deletion, Freshness freshness,
			RefreshTokenTransport transport, PresentedDevices devices) {
		this.profiles = profiles;
		this.exports = exports;
		this.deletion = deletion;
		this.freshness = freshness;
		this.transport = transport;
		this.devices = devices;
	}

	@PatchMapping("/me")
	Map<String, @Nullable Object> change(AuthenticatedAccount account, @RequestBody ProfileRequest body) {
		return ProfileResponse.of(this.profiles.change(account.accountId(), body.edits()), this.profiles.extraFields());
	}

	@DeleteMapping("/me")
	ResponseEntity<Void> delete(AuthenticatedAccount account, Device device,
			@RequestBody(required = false) @Nullable DeletionRequest body, HttpServletRequest request,
			HttpServletResponse response) {
		this.freshness.require(account.authenticatedAt());
		Secret password = (body != null) ? body.password() : null;
		this.deletion.delete(account.accountId(), account.sessionId(),
				(password != null) ? RawPassword.of(password, "password") : null, device);
		this.transport.clear(request, response);
		this.devices.clear(request, response);
		return ResponseEntity.noContent().build();
	}

	@PostMapping("/me/export")
	ResponseEntity<Map<String, @Nullable Object>> export(AuthenticatedAccount account) {
		this.freshness.require(account.authenticatedAt());
		Map<String, @Nullable Object> all = ExportResponse.of(this.exports.export(account.accountId()),
				this.profiles.extraFields(), account.sessionId());
		return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, FILE).body(all);
	}

	/**
	 * What is to change: a field that is not there stays, one that is {@code null} is
	 * cleared.
	 *
	 * @param username the name to log in with
	 * @param firstName first name
	 * @param lastName last name
	 * @param locale language tag
	 * @param timeZone name of a time zone
	 * @param extra the host's fields
	 */
	record ProfileRequest(@Nullable Edit username, @Nullable Edit firstName, @Nullable Edit lastName,
			@Nullable Edit locale, @Nullable Edit timeZone, @DeclaredFields(clearable = true) Map<String, Edit> extra) {

		ProfileRequest {
			extra = Map.copyOf(extra);
		}

		ProfileEdits edits() {
			return new ProfileEdits(this.username, this.firstName, this.lastName, this.locale, this.timeZone,
					this.extra);
		}

	}

	/**
	 * Who deletes.
	 *
	 * @param password needed where the account has one
	 */
	record DeletionRequest(@Nullable Secret password) {

	}

}
