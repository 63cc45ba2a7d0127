package io.github.jwtauth.boot.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Where the application is for the outside world: {@code jwtauth.public-url}. Links,
 * issuer and origin come from here and never from a request header.
 *
 * @param configured the property, without a trailing slash, or {@code null} on an
 * embedded database, where the address of the request may be trusted
 * @param local where the application is for this machine, without a trailing slash
 */
public record PublicUrl(@Nullable URI configured, URI local) {

	/**
	 * On this machine, at the usual port.
	 * @param configured the property, or {@code null}
	 */
	public PublicUrl(@Nullable URI configured) {
		this(configured, URI.create("http://localhost:8080"));
	}

	/**
	 * The beginning of every link.
	 * @return the configured address, or the one for this machine; without a trailing
	 * slash
	 */
	public String base() {
		return ((this.configured != null) ? this.configured : this.local).toString();
	}

	/**
	 * The origin that a browser sends for pages of this application.
	 * @return scheme, host and port (unless the default one), or empty when the request's
	 * own counts
	 */
	public Optional<String> origin() {
		return Optional.ofNullable(this.configured).map(PublicUrl::originOf);
	}

	/** In lower case, as browsers write it. */
	private static String originOf(URI uri) {
		String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
		String origin = scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT);
		boolean standardPort = uri.getPort() == -1 || ("https".equals(scheme) && uri.getPort() == 443)
				|| ("http".equals(scheme) && uri.getPort() == 80);
		return standardPort ? origin : origin + ':' + uri.getPort();
	}

}
