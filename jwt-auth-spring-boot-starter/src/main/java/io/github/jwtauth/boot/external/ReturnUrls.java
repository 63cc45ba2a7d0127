package io.github.jwtauth.boot.external;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.boot.http.PublicUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser may be sent with a token: to pages of this application and of its front
 * ends, told by their exact origins, and nowhere else (requirement R-87, attack X-28).
 * What is not plainly one of these is not argued with, but replaced by the default.
 */
final class ReturnUrls {

	private static final String PROPERTY = "jwtauth.external-login.return-url";

	private static final int MAX_CHARS = 2000;

	private final Set<String> origins;

	private final @Nullable String fallback;

	/**
	 * Prepares the list.
	 * @param configured {@code jwtauth.external-login.return-url}, or {@code null}
	 * @param publicUrl where the application is
	 * @param frontEnds origins of its front ends
	 * @throws InvalidPropertyException when the configured one is no address of a page
	 */
	ReturnUrls(@Nullable String configured, PublicUrl publicUrl, List<String> frontEnds) {
		this.origins = new HashSet<>(frontEnds);
		publicUrl.origin().ifPresent(this.origins::add);
		if (configured != null && !configured.isBlank()) {
			this.origins.add(originOf(configured).orElseThrow(() -> new InvalidPropertyException(PROPERTY,
					"this is not the address of a page, and tokens must not go anywhere else",
					"write a whole address in lower case without a fragment, for example https://app.example.com/")));
			this.fallback = configured;
		}
		else {
			URI own = publicUrl.configured();
			this.fallback = (own != null) ? own + "/" : null;
		}
	}

	/**
	 * Whether a browser may be sent there.
	 * @param wanted what a request asks for
	 * @return whether it is the address of a page of an origin that is listed
	 */
	boolean isAllowed(String wanted) {
		return originOf(wanted).filter(this.origins::contains).isPresent();
	}

	/**
	 * Where a browser goes that wants nothing else.
	 * @param contextPath of the application
	 * @return an address, or a path on the browser's own origin where that of the
	 * application is not configured
	 */
	String fallback(String contextPath) {
		return (this.fallback != null) ? this.fallback : contextPath + "/";
	}

	/**
	 * Browsers read addresses more leniently than this class: only what both read alike
	 * is an address here. No user, no fragment, no backslash, no control character, no
	 * letter beyond ASCII, and the origin is spelled exactly as browsers write it.
	 */
	private static Optional<String> originOf(String address) {
		boolean plain = address.length() <= MAX_CHARS
				&& address.chars().allMatch((character) -> character > ' ' && character <= '~' && character != '\\');
		if (!plain) {
			return Optional.empty();
		}
		try {
			URI uri = new URI(address);
			String scheme = uri.getScheme();
			if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null
					|| !("https".equals(scheme) || "http".equals(scheme))) {
				return Optional.empty();
			}
			return new PublicUrl(uri).origin().filter((origin) -> continues(address, origin.length(), origin));
		}
		catch (URISyntaxException ex) {
			return Optional.empty();
		}
	}

	private static boolean continues(String address, int length, String origin) {
		return address.startsWith(origin)
				&& (address.length() == length || address.charAt(length) == '/' || address.charAt(length) == '?');
	}

}
