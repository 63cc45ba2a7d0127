package io.github.jwtauth.boot.http;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the endpoints are and how tokens travel.
 *
 * @param basePath Path below which the endpoints live.
 * @param trustedProxies Address ranges (CIDR) of reverse proxies whose 'Forwarded' and
 * 'X-Forwarded-For' headers count.
 * @param refreshTokenAsCookie Whether the refresh token travels in a cookie instead of
 * the body.
 * @param accessTokenAsCookie Whether the access token travels in a cookie, too.
 * @param transportOverride Whether a request that opens a session may ask for body
 * transport with the header 'X-Token-Transport: body'.
 * @param cookie Attributes of cookies.
 * @param endpoints Switches of the endpoints, by name.
 */
@ConfigurationProperties("jwtauth")
public record HttpProperties(@DefaultValue("/auth") String basePath, @DefaultValue List<String> trustedProxies,
		@DefaultValue("true") boolean refreshTokenAsCookie, @DefaultValue("false") boolean accessTokenAsCookie,
		@DefaultValue("false") boolean transportOverride, @DefaultValue Cookie cookie,
		@DefaultValue Map<String, Endpoint> endpoints) {

	public HttpProperties {
		trustedProxies = List.copyOf(trustedProxies);
		endpoints = Map.copyOf(endpoints);
		HttpPropertiesMapper.requireFit(basePath, trustedProxies, cookie, endpoints.keySet());
	}

	/**
	 * Attributes of cookies.
	 *
	 * @param secure Whether cookies travel on TLS only. Switch it off for local http
	 * only.
	 * @param sameSite SameSite attribute.
	 * @param domain Domain attribute; without one a cookie stays with the host that set
	 * it.
	 * @param path Path attribute.
	 * @param namePrefix Prefix of the names of cookies, instead of '__Host-' or
	 * '__Secure-' by rule.
	 */
	public record Cookie(@DefaultValue("true") boolean secure, @DefaultValue("strict") SameSite sameSite,
			@Nullable String domain, @DefaultValue("/") String path, @Nullable String namePrefix) {

	}

	/**
	 * Values of the SameSite attribute.
	 */
	public enum SameSite {

		/** Sent by pages of this site only. */
		STRICT("Strict"),

		/** Also sent when a link leads here. */
		LAX("Lax"),

		/** Sent by every page. */
		NONE("None");

		private final String attribute;

		SameSite(String attribute) {
			this.attribute = attribute;
		}

		String attribute() {
			return this.attribute;
		}

	}

	/**
	 * Switch of a group of endpoints.
	 *
	 * @param enabled Whether the endpoints are served.
	 */
	public record Endpoint(@DefaultValue("true") boolean enabled) {

	}

}
