package io.github.jwtauth.login;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

import io.github.jwtauth.KeyPurpose;
import io.github.jwtauth.SecretKeys;

/**
 * What may be kept of a name that nobody has: a keyed hash, because people type their
 * password there, or the address of somebody else (requirement R-94).
 */
final class IdentifierHash {

	private static final int BYTES = 16;

	private static final byte[] KIND = "audit:".getBytes(StandardCharsets.US_ASCII);

	private IdentifierHash() {
	}

	/**
	 * Hashes what was typed; capitals and compatible characters do not matter.
	 * @param typed the identifier
	 * @param keys the current one is used
	 * @return 128 bits in hexadecimal digits
	 */
	static String of(String typed, SecretKeys keys) {
		String folded = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
		byte[] mac = keys.current(KeyPurpose.LOGIN_IDENTIFIER).mac(KIND, folded.getBytes(StandardCharsets.UTF_8));
		return HexFormat.of().formatHex(Arrays.copyOf(mac, BYTES));
	}

}
