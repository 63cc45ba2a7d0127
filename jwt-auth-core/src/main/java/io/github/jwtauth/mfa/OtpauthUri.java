package io.github.jwtauth.mfa;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.KnownAccount;

/**
 * The Key URI format that authenticator apps read from a QR code.
 */
final class OtpauthUri {

	private OtpauthUri() {
	}

	static Secret of(String issuer, KnownAccount account, Secret seed) {
		String name = encoded(issuer);
		return Secret.of("otpauth://totp/" + name + ":" + encoded(label(account)) + "?secret=" + seed.reveal()
				+ "&issuer=" + name + "&algorithm=SHA1&digits=" + TotpSeed.DIGITS + "&period=" + TotpSeed.STEP_SECONDS);
	}

	/** What tells two accounts of one owner apart in the app. */
	private static String label(KnownAccount known) {
		if (known.account().email() != null) {
			return known.account().email().value();
		}
		return (known.account().username() != null) ? known.account().username() : known.id().toString();
	}

	/** Apps show a plus as a plus. */
	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
