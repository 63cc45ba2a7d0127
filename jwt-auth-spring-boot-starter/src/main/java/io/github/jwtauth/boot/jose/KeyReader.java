package io.github.jwtauth.boot.jose;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import io.github.jwtauth.boot.jose.JoseProperties.KeyEntry;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

/**
 * Reads the keys of one entry of the configuration. What it is, PEM, JSON (RFC 7517) or
 * PKCS#12, is seen from what it begins with.
 */
final class KeyReader {

	private static final String FORMATS = "use PEM, a JWK or JWK set in JSON, or a PKCS#12 key store";

	private final ResourceLoader resources;

	KeyReader(ResourceLoader resources) {
		this.resources = resources;
	}

	/**
	 * Reads.
	 * @param entry where and how
	 * @return the keys, not yet judged, each with a name if it may have one by itself
	 * @throws UnfitKeyException when nothing can be read there
	 */
	List<JWK> read(KeyEntry entry) {
		byte[] octets = octets(entry);
		String text = new String(octets, StandardCharsets.UTF_8).strip();
		List<JWK> keys;
		if (text.startsWith("{")) {
			keys = json(text);
		}
		else if (text.contains("-----BEGIN ")) {
			keys = List.of(PemKeys.read(text, entry.password()));
		}
		else if (octets.length > 0 && octets[0] == 0x30) {
			keys = List.of(StoredKeys.read(octets, entry.password(), entry.alias()));
		}
		else {
			throw new UnfitKeyException("what is there is no key in a known format", FORMATS);
		}
		if (StringUtils.hasText(entry.kid()) && keys.size() != 1) {
			throw new UnfitKeyException("one kid is given for " + keys.size() + " keys", "name them in the JWK set");
		}
		return keys.stream().map((key) -> named(key, entry.kid())).toList();
	}

	private byte[] octets(KeyEntry entry) {
		String location = entry.location();
		String content = entry.content();
		if (StringUtils.hasText(location) == StringUtils.hasText(content)) {
			throw new UnfitKeyException("a key needs a location or a content, and not both",
					"write for example location=file:/run/secrets/signing-key.pem");
		}
		if (location == null || !StringUtils.hasText(location)) {
			return String.valueOf(content).getBytes(StandardCharsets.UTF_8);
		}
		if (!location.startsWith("file:") && !location.startsWith("classpath:")) {
			throw new UnfitKeyException("the location begins with neither file: nor classpath:",
					"write for example location=file:/run/secrets/signing-key.pem");
		}
		try (InputStream stream = this.resources.getResource(location).getInputStream()) {
			return stream.readAllBytes();
		}
		catch (IOException ex) {
			throw new UnfitKeyException(location + " cannot be read (" + ex.getClass().getSimpleName() + ")",
					"put the key there, readable for the application");
		}
	}

	private static List<JWK> json(String text) {
		List<JWK> keys;
		try {
			keys = text.contains("\"keys\"") ? JWKSet.parse(text).getKeys() : List.of(JWK.parse(text));
		}
		catch (ParseException | IllegalArgumentException | IllegalStateException ex) {
			throw new UnfitKeyException("the JSON is no valid JWK or JWK set", "correct it, or make another key");
		}
		if (keys.isEmpty()) {
			throw new UnfitKeyException("the JWK set holds no key of a known type",
					"use P-256, RSA or a shared secret");
		}
		return keys;
	}

	/** The thumbprint of a secret would be its hash (RFC 7638 section 7). */
	private static JWK named(JWK key, @Nullable String kid) {
		try {
			String name = StringUtils.hasText(kid) ? kid : key.getKeyID();
			if (name == null && !(key instanceof OctetSequenceKey)) {
				name = key.computeThumbprint().toString();
			}
			if (name == null) {
				throw new UnfitKeyException("a shared secret has no kid", "give it one, for example kid=2026-1");
			}
			return renamed(key, name);
		}
		catch (JOSEException | IllegalStateException ex) {
			throw new UnfitKeyException("the members of the key make no key", "use another one");
		}
	}

	private static JWK renamed(JWK key, String kid) {
		if (key instanceof ECKey ec) {
			return new ECKey.Builder(ec).keyID(kid).build();
		}
		if (key instanceof RSAKey rsa) {
			return new RSAKey.Builder(rsa).keyID(kid).build();
		}
		return (key instanceof OctetSequenceKey secret) ? new OctetSequenceKey.Builder(secret).keyID(kid).build() : key;
	}

	/** A curve that has no name here is refused by its name there. */
	static Curve curveOf(java.security.interfaces.ECPublicKey key) {
		Curve curve = Curve.forECParameterSpec(key.getParams());
		if (curve == null) {
			throw new UnfitKeyException("the curve of the key is unknown, ES256 needs P-256",
					"make one with openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256");
		}
		return curve;
	}

}
