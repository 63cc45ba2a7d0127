package io.github.jwtauth.boot.jose;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.jwtauth.token.AccessTokenClaims;
import org.jspecify.annotations.Nullable;

/**
 * A key, ready to sign. Claims are written here and nowhere else, so that nothing stands
 * between what the issuer says and what is signed. Safe for use by many threads.
 */
final class TokenSigner {

	private final TokenKey key;

	/** The first segment with its dot: the same for all tokens of a key. */
	private final byte[] head;

	private final KeySigner signer;

	private TokenSigner(TokenKey key, KeySigner signer) {
		this.key = key;
		this.head = (base64(ClaimsJson.write(header(key))) + '.').getBytes(StandardCharsets.US_ASCII);
		this.signer = signer;
	}

	/**
	 * Prepares a key.
	 * @param key which one
	 * @param provider what computes
	 * @return the signer, or {@code null} for a key that only verifies
	 */
	static @Nullable TokenSigner of(TokenKey key, SignatureProvider provider) {
		return (key.signing() != null) ? new TokenSigner(key, provider.signer(key.algorithm(), key.signing())) : null;
	}

	TokenKey key() {
		return this.key;
	}

	/**
	 * Signs a token.
	 * @param claims what it says
	 * @return the compact form
	 */
	String sign(AccessTokenClaims claims) {
		byte[] payload = Base64.getUrlEncoder().withoutPadding().encode(ClaimsJson.write(claims));
		byte[] input = new byte[this.head.length + payload.length];
		System.arraycopy(this.head, 0, input, 0, this.head.length);
		System.arraycopy(payload, 0, input, this.head.length, payload.length);
		byte[] signature = Base64.getUrlEncoder().withoutPadding().encode(this.signer.sign(input));
		ByteArrayOutputStream token = new ByteArrayOutputStream(input.length + 1 + signature.length);
		token.writeBytes(input);
		token.write('.');
		token.writeBytes(signature);
		return token.toString(StandardCharsets.US_ASCII);
	}

	private static Map<String, Object> header(TokenKey key) {
		Map<String, Object> header = new LinkedHashMap<>();
		header.put("alg", key.algorithm().name());
		header.put("kid", key.kid());
		header.put("typ", PublishedKey.TYPE);
		return header;
	}

	private static String base64(byte[] octets) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
	}

}
