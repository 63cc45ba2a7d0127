package io.github.jwtauth.boot.http;

import java.util.List;

import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.WeakSecretException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Administration over HTTP.
 *
 * @param enabled Whether the endpoints for administrators are served.
 * @param role Role of an administrator, without prefix.
 * @param setupToken Token that makes a registered account the first administrator, once:
 * 256 random bits. Remove it afterwards.
 */
@ConfigurationProperties("jwtauth.admin")
public record AdminProperties(@DefaultValue("false") boolean enabled, @DefaultValue("ADMIN") String role,
		@Nullable String setupToken) {

	public AdminProperties {
		if (role.isBlank() || role.startsWith("ROLE_")) {
			throw new InvalidPropertyException("jwtauth.admin.role",
					"the name of a role is empty or has a prefix, so that nobody would have it",
					"write the name without ROLE_, for example ADMIN");
		}
		if (enabled && setupToken != null && !setupToken.isEmpty() && !isStrong(setupToken)) {
			throw new InvalidPropertyException("jwtauth.admin.setup-token",
					"whoever guesses it administers the application, so it needs at least 256 random bits",
					"write 43 characters of base64 or 64 of hex, for example what 'openssl rand -hex 32' prints");
		}
	}

	/**
	 * The token that makes the first administrator.
	 * @return the token, which nobody can guess where administration is on, or
	 * {@code null} for none
	 */
	public @Nullable Secret setup() {
		return (this.setupToken == null || this.setupToken.isEmpty()) ? null : Secret.of(this.setupToken);
	}

	private static boolean isStrong(String token) {
		try {
			SecretKeys.of(Secret.of(token), List.of());
			return true;
		}
		catch (WeakSecretException ex) {
			return false;
		}
	}

	/** The token stays out of logs. */
	@Override
	public String toString() {
		return "AdminProperties[enabled=" + this.enabled + ", role=" + this.role + "]";
	}

}
