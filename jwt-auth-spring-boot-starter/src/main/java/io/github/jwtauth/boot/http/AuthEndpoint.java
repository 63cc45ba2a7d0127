package io.github.jwtauth.boot.http;

/**
 * Every endpoint of the HTTP contract, and what a caller needs for it.
 */
public enum AuthEndpoint {

	/** Log in with a password. */
	LOGIN("login", "/login", Access.ANYONE),

	/** Exchange a refresh token. */
	REFRESH("refresh", "/token/refresh", Access.ANYONE),

	/** Is this access token valid? */
	TOKEN_VERIFY("token", "/token/verify", Access.ANYONE),

	/** Am I logged in? */
	CHECK("check", "/check", Access.BEARER),

	/** End this session; also with an expired token. */
	LOGOUT("logout", "/logout", Access.ANYONE),

	/** List the sessions. */
	SESSIONS("sessions", "/sessions", Access.BEARER),

	/** Rename or end one session. */
	SESSION("sessions", "/sessions/{id}", Access.BEARER),

	/** End many sessions. */
	SESSIONS_TERMINATE_ALL("sessions", "/sessions/terminate-all", Access.BEARER),

	/** A token against request forgery. */
	CSRF("csrf", "/csrf", Access.ANYONE),

	/** Is the service well? */
	HEALTH("health", "/health", Access.ANYONE),

	/** The public keys. */
	JWKS("jwks", "/.well-known/jwks.json", Access.ANYONE),

	/** The issuer's metadata. */
	DISCOVERY("discovery", "/.well-known/openid-configuration", Access.ANYONE);

	private final String group;

	private final String path;

	private final Access access;

	AuthEndpoint(String group, String path, Access access) {
		this.group = group;
		this.path = path;
		this.access = access;
	}

	/**
	 * The name in {@code jwtauth.endpoints.<name>.enabled}.
	 * @return the switch that this endpoint hangs on
	 */
	public String group() {
		return this.group;
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

		/** An access token, in the header or in its cookie. */
		BEARER

	}

}
