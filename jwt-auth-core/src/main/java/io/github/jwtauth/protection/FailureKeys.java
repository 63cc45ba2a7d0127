package io.github.jwtauth.protection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.KeyPurpose;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.SessionId;

/**
 * Names budgets. After the secret was replaced, counts begin anew.
 */
final class FailureKeys {

	private static final byte IDENTIFIER = 1;

	private static final byte ACCOUNT = 2;

	private static final byte DEVICE = 3;

	private static final byte SESSION = 4;

	private static final byte WARNING = 5;

	private static final byte FACTOR = 6;

	private static final byte FACTOR_WARNING = 7;

	private final SecretKeys keys;

	FailureKeys(SecretKeys keys) {
		this.keys = keys;
	}

	LoginFailureKey ofIdentifier(String canonical) {
		return key(IDENTIFIER, bytes(canonical));
	}

	LoginFailureKey ofAccount(AccountId id) {
		return key(ACCOUNT, bytes(id.value()));
	}

	LoginFailureKey ofDevice(AccountId id, Secret device) {
		return key(DEVICE, bytes(id.value()), bytes(device.reveal()));
	}

	LoginFailureKey ofSession(AccountId id, SessionId session) {
		return key(SESSION, bytes(id.value()), bytes(session.value()));
	}

	LoginFailureKey ofFactor(AccountId id) {
		return key(FACTOR, bytes(id.value()));
	}

	LoginFailureKey ofWarning(String canonical) {
		return key(WARNING, bytes(canonical));
	}

	LoginFailureKey ofFactorWarning(AccountId id) {
		return key(FACTOR_WARNING, bytes(id.value()));
	}

	/** What comes before the last part has a fixed length. */
	private LoginFailureKey key(byte kind, byte[]... parts) {
		byte[][] all = new byte[parts.length + 1][];
		all[0] = new byte[] { kind };
		System.arraycopy(parts, 0, all, 1, parts.length);
		return new LoginFailureKey(this.keys.current(KeyPurpose.LOGIN_IDENTIFIER).mac(all));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] bytes(UUID id) {
		return ByteBuffer.allocate(2 * Long.BYTES)
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits())
			.array();
	}

}
