package io.github.jwtauth.boot.web;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.Consent;
import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.account.ExtraFields;
import io.github.jwtauth.profile.Profile;
import org.jspecify.annotations.Nullable;

/**
 * An account with everything that its owner may know of it; the fields that the host has
 * declared stand beside ours. Nothing in it opens anything.
 */
final class ProfileResponse {

	private ProfileResponse() {
	}

	/**
	 * Lists the fields.
	 * @param profile what is known
	 * @param declared the host's fields, each of them there even when it is empty
	 * @return values by the names of the contract
	 */
	static Map<String, @Nullable Object> of(Profile profile, ExtraFields declared) {
		UserResponse user = UserResponse.of(profile.account());
		AccountDetails details = profile.details();
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("id", user.id());
		fields.put("email", user.email());
		fields.put("username", user.username());
		fields.put("first_name", user.firstName());
		fields.put("last_name", user.lastName());
		fields.put("email_verified", user.emailVerified());
		fields.put("roles", user.roles());
		fields.put("locale", details.locale());
		fields.put("time_zone", details.timeZone());
		fields.put("created_at", details.registeredAt());
		fields.put("email_verified_at", details.emailVerifiedAt());
		fields.put("password_changed_at", details.passwordChangedAt());
		consents(details, fields);
		fields.put("has_password", profile.account().account().passwordHash() != null);
		fields.put("external_identities", profile.identities().stream().map(ExternalIdentityKey::provider).toList());
		declared.names().stream().sorted().forEach((name) -> fields.put(name, details.extra().get(name)));
		return fields;
	}

	private static void consents(AccountDetails details, Map<String, @Nullable Object> fields) {
		fields.put("terms_accepted_at", at(details.terms()));
		fields.put("terms_version", version(details.terms()));
		fields.put("privacy_policy_accepted_at", at(details.privacyPolicy()));
		fields.put("privacy_version", version(details.privacyPolicy()));
	}

	private static @Nullable Instant at(@Nullable Consent consent) {
		return (consent != null) ? consent.acceptedAt() : null;
	}

	private static @Nullable String version(@Nullable Consent consent) {
		return (consent != null) ? consent.version() : null;
	}

}
