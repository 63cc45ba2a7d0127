package io.github.jwtauth.boot.jose;

import java.net.URI;
import java.util.List;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.token.AccessTokenSettings;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The metadata that a resource server looks for at its issuer (OpenID Connect Discovery
 * 1.0 section 4, RFC 8414). There is no authorization endpoint and no grant to announce:
 * the members that clients need in order to parse the document say so.
 */
@AuthController
final class DiscoveryController {

	private final AccessTokenSettings settings;

	private final PublicUrl publicUrl;

	private final PublishedKeys keys;

	DiscoveryController(AccessTokenSettings settings, PublicUrl publicUrl, PublishedKeys keys) {
		this.settings = settings;
		this.keys = keys;
		this.publicUrl = publicUrl;
	}

	@GetMapping("/.well-known/openid-configuration")
	ResponseEntity<Metadata> metadata() {
		String jwksUri = base() + JwksController.PATH;
		return ResponseEntity.ok()
			.cacheControl(JwksController.CACHE)
			.body(new Metadata(this.settings.issuer(), jwksUri, List.of(), List.of("public"), algorithms()));
	}

	/** Also of a successor that does not sign yet, so that verifiers expect it. */
	private List<String> algorithms() {
		return this.keys.all().stream().map((key) -> key.key().algorithm().name()).distinct().toList();
	}

	/**
	 * Never from the request: whoever could choose the host name of a cached answer could
	 * choose the keys that verifiers trust.
	 */
	private String base() {
		URI configured = this.publicUrl.configured();
		String base = (configured != null) ? configured.toString() : this.settings.issuer();
		if (!base.startsWith("https://") && !base.startsWith("http://")) {
			throw new AuthException(AuthErrorCode.NOT_FOUND, "The issuer of this application is not a location.");
		}
		return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
	}

	/**
	 * The document.
	 *
	 * @param issuer exactly as tokens name it
	 * @param jwksUri where the keys are
	 * @param responseTypesSupported none: nobody is sent here to log in
	 * @param subjectTypesSupported one {@code sub} for every audience
	 * @param idTokenSigningAlgValuesSupported how the keys sign; there are no id tokens
	 */
	record Metadata(String issuer, String jwksUri, List<String> responseTypesSupported,
			List<String> subjectTypesSupported, List<String> idTokenSigningAlgValuesSupported) {

	}

}
