package io.github.jwtauth.boot.jose;

import java.util.Optional;
import java.util.function.Function;

import io.github.jwtauth.boot.http.AccessTokenReader;
import io.github.jwtauth.boot.http.AuthenticatedAccount;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Reads tokens that come as data through the decoder that protected resources use.
 */
final class DecoderAccessTokenReader implements AccessTokenReader {

	private final AccessTokenDecoder decoder;

	DecoderAccessTokenReader(AccessTokenDecoder decoder) {
		this.decoder = decoder;
	}

	@Override
	public Optional<AuthenticatedAccount> read(String compact) {
		return read(compact, this.decoder::decode);
	}

	@Override
	public Optional<AuthenticatedAccount> readExpired(String compact) {
		return read(compact, this.decoder::decodeExpired);
	}

	private static Optional<AuthenticatedAccount> read(String compact, Function<String, Jwt> decode) {
		try {
			return AuthenticatedAccount.of(decode.apply(compact));
		}
		catch (BadJwtException ex) {
			return Optional.empty();
		}
	}

}
