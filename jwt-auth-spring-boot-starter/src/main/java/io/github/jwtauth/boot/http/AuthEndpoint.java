package io.github.jwtauth.boot.http;

import java.util.List;
import java.util.Locale;

/**
 * Every endpoint of the HTTP contract, and what a caller needs for it.
 */
public enum AuthEndpoint {

	/** Register with the form. */
	REGISTER("registration", "/register", Access.ANYONE, "POST"),

	/** Prove an address with what was mailed to it. */
	EMAIL_VERIFY("email", "/email/verify", Access.ANYONE, "POST"),

	/** Mail that again. */
	EMAIL_RESEND("email", "/email/resend", Access.ANYONE, "POST"),

	/** Log in with a password. */
	LOGIN("login", "/login", Access.ANYONE, "POST"),

	/** Exchange a refresh token. */
	REFRESH("refresh", "/token/refresh", Access.ANYONE, "POST"),

	/** Exchange the token that a redirect brought for a session. */
	TOKEN_EXCHANGE("token", "/token/exchange", Access.ANYONE, "POST"),

	/** Is this access token valid? */
	TOKEN_VERIFY("token", "/token/verify", Access.ANYONE, "POST"),

	/** Am I logged in? */
	CHECK("check", "/check", Access.BEARER, "GET"),

	/** End this session; also with an expired token. */
	LOGOUT("logout", "/logout", Access.ANYONE, "POST"),

	/** List the sessions. */
	SESSIONS("sessions", "/sessions", Access.BEARER, "GET"),

	/** Rename or end one session. */
	SESSION("sessions", "/sessions/{id}", Access.BEARER, "PATCH", "DELETE"),

	/** End many sessions. */
	SESSIONS_TERMINATE_ALL("sessions", "/sessions/terminate-all", Access.BEARER, "POST"),

	/** See, change or delete one's own account. */
	ME("me", "/me", Access.BEARER, "GET", "PATCH", "DELETE"),

	/** Everything that is known of oneself. */
	ME_EXPORT("me", "/me/export", Access.BEARER, "POST"),

	/** Change the password, knowing the present one. */
	PASSWORD_CHANGE("password", "/password/change", Access.BEARER, "POST"),

	/** Ask for a mail that sets another password. */
	PASSWORD_RESET("password", "/password/reset", Access.ANYONE, "POST"),

	/** Set another password with the token of that mail. */
	PASSWORD_RESET_CONFIRM("password", "/password/reset/confirm", Access.ANYONE, "POST"),

	/** What is demanded of new passwords. */
	PASSWORD_POLICY("password", "/password/policy", Access.ANYONE, "GET"),

	/** End a session that is not one's own, by the link of its notice. */
	SESSIONS_NOT_ME("sessions", "/sessions/not-me", Access.ANYONE, "POST"),

	/** Prove again who is calling. */
	REAUTHENTICATE("reauthenticate", "/reauthenticate", Access.BEARER, "POST"),

	/** Answer for the second factor, and be logged in. */
	MFA_VERIFY("mfa", "/mfa/verify", Access.ANYONE, "POST"),

	/** See one's own second factor. */
	MFA("mfa", "/mfa", Access.BEARER, "GET"),

	/** Set an authenticator app up. */
	MFA_TOTP_SETUP("mfa", "/mfa/totp/setup", Access.EITHER, "POST"),

	/** Prove it, and have recovery codes. */
	MFA_TOTP_ACTIVATE("mfa", "/mfa/totp/activate", Access.EITHER, "POST"),

	/** Have no second factor any more. */
	MFA_TOTP_DEACTIVATE("mfa", "/mfa/totp/deactivate", Access.BEARER, "POST"),

	/** Have new recovery codes. */
	MFA_RECOVERY_CODES("mfa", "/mfa/recovery-codes", Access.BEARER, "POST"),

	/** See the devices that are not asked. */
	MFA_DEVICES("mfa", "/mfa/devices", Access.BEARER, "GET"),

	/** Let one of them be asked again. */
	MFA_DEVICE("mfa", "/mfa/devices/{id}", Access.BEARER, "DELETE"),

	/** Ask for another address. */
	EMAIL_CHANGE("email", "/email/change", Access.BEARER, "POST"),

	/** Prove the new address. */
	EMAIL_CHANGE_CONFIRM("email", "/email/change/confirm", Access.ANYONE, "POST"),

	/** Bring the old address back. */
	EMAIL_CHANGE_UNDO("email", "/email/change/undo", Access.ANYONE, "POST"),

	/** Become the first administrator, with the setup token. */
	ADMIN_SETUP("admin", "/admin/setup", Access.BEARER, "POST"),

	/** Find accounts. */
	ADMIN_ACCOUNTS("admin", "/admin/accounts", Access.BEARER, "GET"),

	/** See one account. */
	ADMIN_ACCOUNT("admin", "/admin/accounts/{id}", Access.BEARER, "GET"),

	/** Forgive its failed logins. */
	ADMIN_UNLOCK("admin", "/admin/accounts/{id}/unlock", Access.BEARER, "POST"),

	/** Close it. */
	ADMIN_DISABLE("admin", "/admin/accounts/{id}/disable", Access.BEARER, "POST"),

	/** Open it again. */
	ADMIN_ENABLE("admin", "/admin/accounts/{id}/enable", Access.BEARER, "POST"),

	/** Demand a new password. */
	ADMIN_REQUIRE_PASSWORD_CHANGE("admin", "/admin/accounts/{id}/require-password-change", Access.BEARER, "POST"),

	/** Give and take roles. */
	ADMIN_ROLES("admin", "/admin/accounts/{id}/roles", Access.BEARER, "PUT"),

	/** See or end its sessions. */
	ADMIN_SESSIONS("admin", "/admin/accounts/{id}/sessions", Access.BEARER, "GET", "DELETE"),

	/** End one of them. */
	ADMIN_SESSION("admin", "/admin/accounts/{id}/sessions/{sid}", Access.BEARER, "DELETE"),

	/** Read the audit trail. */
	ADMIN_AUDIT_EVENTS("admin", "/admin/audit-events", Access.BEARER, "GET"),

	/** Ask whether somebody changed it. */
	ADMIN_AUDIT_VERIFY("admin", "/admin/audit-events/verify", Access.BEARER, "GET"),

	/** Sign with a new key. */
	ADMIN_KEYS_ROTATE("admin", "/admin/keys/rotate", Access.BEARER, "POST"),

	/** Accept a key no more. */
	ADMIN_KEY("admin", "/admin/keys/{kid}", Access.BEARER, "DELETE"),

	/** Invite somebody. */
	ADMIN_INVITATIONS("registration", "/admin/invitations", Access.BEARER, "POST"),

	/** Make the account that one was invited to. */
	INVITATIONS_ACCEPT("registration", "/invitations/accept", Access.ANYONE, "POST"),

	/** A token against request forgery. */
	CSRF("csrf", "/csrf", Access.ANYONE, "GET"),

	/** Is the service well? */
	HEALTH("health", "/health", Access.ANYONE, "GET"),

	/** A page that a mailed link leads to. */
	PAGE("pages", AuthPage.PATTERN, Access.ANYONE, "GET"),

	/** What such a page is made from. */
	PAGE_ASSET("pages", AuthPage.ASSET_PATTERN, Access.ANYONE, "GET"),

	/** The public keys. */
	JWKS("jwks", "/.well-known/jwks.json", Access.ANYONE, "GET"),

	/** The issuer's metadata. */
	DISCOVERY("discovery", "/.well-known/openid-configuration", Access.ANYONE, "GET");

	private final String group;

	private final String path;

	private final Access access;

	private final List<String> methods;

	AuthEndpoint(String group, String path, Access access, String... methods) {
		this.group = group;
		this.path = path;
		this.access = access;
		this.methods = List.of(methods);
	}

	/**
	 * The name in {@code jwtauth.endpoints.<name>.enabled}.
	 * @return the switch that this endpoint hangs on
	 */
	public String group() {
		return this.group;
	}

	/**
	 * The name in {@code jwtauth.rate-limit.<name>.per-address} and the like.
	 * @return in lower case with dashes
	 */
	public String limitName() {
		return (this == TOKEN_EXCHANGE) ? "exchange" : name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Where it is.
	 * @return a path pattern below the base path, or below the root for the well-known
	 * ones
	 */
	public String path() {
		return this.path;
	}

	/**
	 * What a caller needs.
	 * @return the access rule
	 */
	public Access access() {
		return this.access;
	}

	/**
	 * The methods that it serves, {@code HEAD} and {@code OPTIONS} aside.
	 * @return at least one
	 */
	public List<String> methods() {
		return this.methods;
	}

	/**
	 * Whether it lives at the root of the application, as its standard demands.
	 * @return whether the base path does not apply
	 */
	public boolean isWellKnown() {
		return this.path.startsWith("/.well-known/");
	}

	/**
	 * What a caller needs.
	 */
	public enum Access {

		/**
		 * Nothing that the chain checks; an {@code Authorization} header is ignored, also
		 * a stale or broken one.
		 */
		ANYONE,

		/**
		 * An access token, or something in the body that the endpoint itself checks. A
		 * token that is presented must be good.
		 */
		EITHER,

		/** An access token, in the header or in its cookie. */
		BEARER

	}

}
