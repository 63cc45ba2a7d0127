package io.github.jwtauth.boot.password;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * bcrypt. It ignores everything after 72 bytes, so that longer passwords match nothing
 * (requirement R-04).
 */
final class BcryptHash implements ImportedHash {

	private static final Pattern FORM = Pattern.compile("\\$2[aby]?\\$(\\d\\d)\\$[./0-9A-Za-z]{53}");

	private static final int MAX_BYTES = 72;

	private final String encoded;

	BcryptHash(String encoded) {
		Matcher matcher = FORM.matcher(encoded);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("it is not a bcrypt hash");
		}
		HashText.number(matcher.group(1), "the cost of bcrypt", 4, 16);
		this.encoded = encoded;
	}

	@Override
	public boolean matches(String password) {
		return password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES && BCrypt.checkpw(password, this.encoded);
	}

}
