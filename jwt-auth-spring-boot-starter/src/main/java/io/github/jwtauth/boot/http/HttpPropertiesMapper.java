package io.github.jwtauth.boot.http;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Turns properties into settings, and refuses what a browser would refuse later or what
 * would quietly weaken a cookie (requirement R-78).
 */
final class HttpPropertiesMapper {

	private static final String HOST_PREFIX = "__Host-";

	private static final String SECURE_PREFIX = "__Secure-";

	private static final String DISCOVERY = AuthEndpoint.DISCOVERY.group();

	private static final int MAX_PREFIX_CHARS = 32;

	private HttpPropertiesMapper() {
	}

	/**
	 * Refuses early what nothing could be made of, so that it is told together with what
	 * others refuse.
	 * @param basePath path below which the endpoints live
	 * @param trustedProxies ranges of addresses
	 * @param cookie attributes of cookies
	 * @param endpoints names of switches
	 * @throws InvalidPropertyException for the first of them
	 */
	static void requireFit(String basePath, List<String> trustedProxies, HttpProperties.Cookie cookie,
			Set<String> endpoints) {
		basePath(basePath);
		new ClientAddress(trustedProxies);
		cookies(cookie);
		Set<String> known = Arrays.stream(AuthEndpoint.values())
			.map(AuthEndpoint::group)
			.collect(Collectors.toCollection(TreeSet::new));
		for (String name : endpoints) {
			require(known.contains(name), "jwtauth.endpoints." + name + ".enabled",
					"there is no such endpoint, so that nothing would be switched off",
					"use one of " + String.join(", ", known));
		}
	}

	/**
	 * Where the endpoints are. The metadata of an issuer is found at one well-known
	 * place, so it is the authorization server's where there is one, unless the host
	 * decides.
	 * @param properties the host's
	 * @param pages whether the pages are on; they have a switch of their own as well
	 * @param admin whether administrators have endpoints; that has a switch of its own,
	 * too
	 * @param secondFactor whether accounts have a second factor at all; where they have
	 * none there is nothing to set up or to answer
	 * @param authorizationServer whether there is one in the application
	 * @return the settings
	 */
	static EndpointSettings endpoints(HttpProperties properties, PagesProperties pages, AdminProperties admin,
			boolean secondFactor, boolean authorizationServer) {
		Set<String> disabled = properties.endpoints()
			.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().enabled())
			.map(Map.Entry::getKey)
			.collect(Collectors.toCollection(HashSet::new));
		if (authorizationServer && !properties.endpoints().containsKey(DISCOVERY)) {
			disabled.add(DISCOVERY);
		}
		if (!pages.enabled()) {
			disabled.add(AuthEndpoint.PAGE.group());
		}
		if (!admin.enabled()) {
			disabled.add(AuthEndpoint.ADMIN_ACCOUNTS.group());
		}
		if (!secondFactor) {
			disabled.add(AuthEndpoint.MFA.group());
		}
		return new EndpointSettings(basePath(properties.basePath()), disabled);
	}

	static TransportSettings transport(HttpProperties properties) {
		return new TransportSettings(properties.refreshTokenAsCookie(), properties.accessTokenAsCookie(),
				properties.transportOverride());
	}

	static CookieSettings cookies(HttpProperties.Cookie cookie) {
		String domain = emptyToNull(cookie.domain());
		String prefix = cookie.namePrefix();
		require(cookie.sameSite() != HttpProperties.SameSite.NONE || cookie.secure(), "jwtauth.cookie.same-site",
				"browsers drop a cookie with SameSite=None that is not secure",
				"use jwtauth.cookie.same-site=lax, or jwtauth.cookie.secure=true");
		require(domain == null || isDomain(domain), "jwtauth.cookie.domain",
				"this is not a domain, and browsers would drop the cookies",
				"write a bare host name, for example example.com");
		require(isPath(cookie.path()), "jwtauth.cookie.path",
				"this is not a path, and browsers would drop the cookies or read another attribute",
				"start it with a slash, for example /");
		if (prefix != null) {
			requirePrefix(prefix, cookie, domain);
		}
		return new CookieSettings(cookie.secure(), cookie.sameSite().attribute(), domain, cookie.path(), prefix);
	}

	private static void requirePrefix(String prefix, HttpProperties.Cookie cookie, @Nullable String domain) {
		String property = "jwtauth.cookie.name-prefix";
		require(prefix.length() <= MAX_PREFIX_CHARS && prefix.chars().allMatch(HttpPropertiesMapper::isNameCharacter),
				property, "this cannot stand in the name of a cookie",
				"use at most " + MAX_PREFIX_CHARS + " letters, digits, hyphens and underscores");
		boolean hostOnly = cookie.secure() && domain == null && "/".equals(cookie.path());
		require(!startsWith(prefix, HOST_PREFIX) || hostOnly, property,
				"browsers drop a __Host- cookie that is not secure, has a domain or another path than /",
				"remove this line: the prefix then follows from the attributes");
		require(!startsWith(prefix, SECURE_PREFIX) || cookie.secure(), property,
				"browsers drop a __Secure- cookie that is not secure",
				"remove this line, or set jwtauth.cookie.secure=true");
	}

	/** Browsers compare these two without regard to case. */
	private static boolean startsWith(String prefix, String reserved) {
		return prefix.regionMatches(true, 0, reserved, 0, reserved.length());
	}

	static String basePath(String configured) {
		String path = configured.endsWith("/") ? configured.substring(0, configured.length() - 1) : configured;
		boolean plain = path.chars()
			.allMatch((character) -> isNameCharacter(character) || character == '/' || character == '.'
					|| character == '~');
		boolean clean = plain && !path.contains("//") && !path.contains("/.");
		require(clean && (path.isEmpty() || path.startsWith("/")), "jwtauth.base-path",
				"this is not a path below which endpoints can live: it starts with a slash and has plain segments",
				"jwtauth.base-path=/auth");
		return path;
	}

	private static boolean isPath(String path) {
		return path.startsWith("/") && path.chars()
			.allMatch((character) -> character > ' ' && character < 0x7f && character != ';' && character != ',');
	}

	private static boolean isDomain(String domain) {
		return !domain.startsWith(".") && !domain.startsWith("-") && !domain.endsWith(".") && domain.chars()
			.allMatch((character) -> (isNameCharacter(character) && character != '_') || character == '.');
	}

	private static boolean isNameCharacter(int character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || character == '-' || character == '_';
	}

	private static @Nullable String emptyToNull(@Nullable String text) {
		return (text == null || text.isEmpty()) ? null : text;
	}

	private static void require(boolean condition, String property, String problem, String fix) {
		if (!condition) {
			throw new InvalidPropertyException(property, problem, fix);
		}
	}

}
