package io.github.jwtauth.boot.jose;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.nimbusds.jose.jwk.JWK;
import io.github.jwtauth.boot.http.AuthController;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Publishes the public keys (RFC 7517 section 5, requirement R-61). Verifiers may keep
 * them for five minutes, far less than a successor is published ahead. A shared secret
 * has no public half: the set is empty then.
 */
@AuthController
final class JwksController {

	static final String PATH = "/.well-known/jwks.json";

	static final CacheControl CACHE = CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

	private final PublishedKeys keys;

	JwksController(PublishedKeys keys) {
		this.keys = keys;
	}

	@GetMapping(PATH)
	ResponseEntity<JwkSet> keys() {
		List<Map<String, Object>> members = this.keys.all()
			.stream()
			.map(PublishedKey::jwk)
			.filter(Objects::nonNull)
			.map(JWK::toJSONObject)
			.toList();
		return ResponseEntity.ok().cacheControl(CACHE).body(new JwkSet(members));
	}

	/**
	 * A JWK set.
	 *
	 * @param keys the public members of each key
	 */
	record JwkSet(List<Map<String, Object>> keys) {

	}

}
