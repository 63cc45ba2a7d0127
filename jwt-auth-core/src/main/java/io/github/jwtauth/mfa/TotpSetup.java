package io.github.jwtauth.mfa;

import java.util.Objects;

import io.github.jwtauth.Secret;

/**
 * What sets an authenticator app up, shown this once (requirement R-72).
 *
 * @param secret the seed as people can type it, in base32
 * @param otpauthUri the same as apps read it from a QR code
 */
public record TotpSetup(Secret secret, Secret otpauthUri) {

	public TotpSetup {
		Objects.requireNonNull(secret, "secret");
		Objects.requireNonNull(otpauthUri, "otpauthUri");
	}

}
