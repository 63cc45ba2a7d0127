package io.github.jwtauth.boot.autoconfigure;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Whether it is known where the application is for the outside world, and whether what is
 * said about it will do for links and tokens (requirements ).
 */
final class AddressRequirement {

	private static final String PUBLIC_URL = "jwtauth.public-url";

	private static final String ISSUER = "jwtauth.issuer";

	private static final String EXAMPLE = "https://app.example.com";

	private final boolean inMemory;

	private final List<ConfigurationProblem> found = new ArrayList<>();

	private AddressRequirement(boolean inMemory) {
		this.inMemory = inMemory;
	}

	/**
	 * Looks at both addresses.
	 * @param properties what was configured
	 * @param embedded whether the data dies with the process: then this is a trial, and
	 * addresses of this machine will do
	 * @param localUrl what to propose where nothing is known
	 * @return what is wrong
	 */
	static List<ConfigurationProblem> check(JwtAuthProperties properties, Embedded embedded, String localUrl) {
		AddressRequirement requirement = new AddressRequirement(embedded.inMemory());
		URI publicUrl = properties.publicUrl();
		if (publicUrl != null && !publicUrl.toString().isEmpty()) {
			requirement.checkPublicUrl(publicUrl);
		}
		else if (!embedded.inMemory() && !StringUtils.hasText(properties.issuer())) {
			requirement.refuse(PUBLIC_URL,
					"tokens name their issuer, and that is where the application is for the outside world", localUrl);
		}
		requirement.checkIssuer(properties.issuer());
		return requirement.found;
	}

	private void checkPublicUrl(URI url) {
		String scheme = (url.getScheme() != null) ? url.getScheme().toLowerCase(Locale.ROOT) : "";
		if (!(scheme.equals("https") || scheme.equals("http")) || url.getHost() == null) {
			refuse(PUBLIC_URL, "it is not an absolute URL, and links and the issuer are made from it", EXAMPLE);
		}
		else if (url.getRawQuery() != null || url.getRawFragment() != null || url.getRawUserInfo() != null) {
			refuse(PUBLIC_URL, "links continue it with a path and a fragment, so it has no query, no fragment and no"
					+ " user of its own", EXAMPLE);
		}
		else {
			checkTransport(PUBLIC_URL, url);
		}
	}

	/** It may be any name; one that looks like an address has to be a good one. */
	private void checkIssuer(@Nullable String issuer) {
		if (!StringUtils.hasText(issuer)) {
			return;
		}
		if (issuer.chars().anyMatch((character) -> character <= ' ' || character == '?' || character == '#')) {
			refuse(ISSUER, "verifiers compare it letter by letter and look for keys below it, so it has no space, no"
					+ " query and no fragment", EXAMPLE);
		}
		else if (issuer.regionMatches(true, 0, "http:", 0, 5)) {
			try {
				checkTransport(ISSUER, URI.create(issuer));
			}
			catch (IllegalArgumentException ex) {
				refuse(ISSUER, "it begins like a URL and is none", EXAMPLE);
			}
		}
	}

	private void checkTransport(String property, URI url) {
		if (!this.inMemory && "http".equalsIgnoreCase(url.getScheme()) && !isThisMachine(url.getHost())) {
			refuse(property, "it begins with http://, so that anybody on the way could read tokens and put keys of"
					+ " their own in place of yours. Behind a proxy that does TLS, it is the address that browsers see",
					"https" + url.toString().substring("http".length()));
		}
	}

	private static boolean isThisMachine(@Nullable String host) {
		String name = (host != null) ? host.toLowerCase(Locale.ROOT) : "";
		return name.equals("localhost") || name.endsWith(".localhost") || name.matches("127(\\.\\d{1,3}){3}")
				|| name.equals("[::1]");
	}

	private void refuse(String property, String description, String instead) {
		this.found.add(new ConfigurationProblem(property, description, property + "=" + instead));
	}

}
