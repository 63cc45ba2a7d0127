package io.github.jwtauth.boot.http;

import org.jspecify.annotations.Nullable;

/**
 * How cookies of this library look (requirement R-78). The name prefix follows from the
 * attributes unless it is given: {@code __Host-} binds a cookie to this very host,
 * {@code __Secure-} where a domain or another path is asked for, none on plain http.
 *
 * @param secure whether cookies travel on TLS only
 * @param sameSite {@code Strict}, {@code Lax} or {@code None}
 * @param domain {@code Domain} attribute, or {@code null} for this host only
 * @param path {@code Path} attribute
 * @param namePrefix prefix to use instead of the one by rule, or {@code null}
 */
public record CookieSettings(boolean secure, String sameSite, @Nullable String domain, String path,
		@Nullable String namePrefix) {

	/** Base name of the refresh cookie. */
	public static final String REFRESH_TOKEN = "refresh_token";

	/** Base name of the access cookie. */
	public static final String ACCESS_TOKEN = "access_token";

	/** Base name of the readable cookie against request forgery. */
	public static final String CSRF_TOKEN = "csrf_token";

	/** Base name of what recognises the browser that an exchange token belongs to. */
	public static final String EXCHANGE = "exchange";

	/** Base name of what recognises the browser that registered. */
	public static final String REGISTRATION = "registration";

	/** Base name of what recognises a device. */
	public static final String DEVICE = "device";

	/**
	 * The full name of a cookie.
	 * @param baseName one of the constants of this record
	 * @return the name with its prefix
	 */
	public String name(String baseName) {
		return prefix() + baseName;
	}

	/**
	 * The {@code SameSite} attribute of a cookie. The access cookie is {@code Lax} where
	 * others are {@code Strict}: a link from elsewhere to a page of the host must not
	 * look like a logout.
	 * @param baseName one of the constants of this record
	 * @return the attribute
	 */
	public String sameSite(String baseName) {
		return (ACCESS_TOKEN.equals(baseName) && "Strict".equals(this.sameSite)) ? "Lax" : this.sameSite;
	}

	private String prefix() {
		if (this.namePrefix != null) {
			return this.namePrefix;
		}
		if (!this.secure) {
			return "";
		}
		return (this.domain == null && "/".equals(this.path)) ? "__Host-" : "__Secure-";
	}

}
