package io.github.jwtauth.boot.web;

import java.util.Map;

import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.profile.AccountProfile;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;

/**
 * Shows owners their account, whoever keeps it.
 */
@AuthController
final class ProfileController {

	private final AccountProfile profiles;

	ProfileController(AccountProfile profiles) {
		this.profiles = profiles;
	}

	@GetMapping("/me")
	Map<String, @Nullable Object> show(AuthenticatedAccount account) {
		return ProfileResponse.of(this.profiles.find(account.accountId()), this.profiles.extraFields());
	}

}
