package io.github.jwtauth;

/**
 * What a derived key is for. Each purpose has a key of its own, so that a value made for
 * one can never be presented for another.
 */
public enum KeyPurpose {

	/** The MAC of refresh tokens. */
	REFRESH_TOKEN("refresh-token"),

	/** Hashes of one-time tokens at rest. */
	ONE_TIME_TOKEN("one-time-token"),

	/** Encryption of signing keys and seeds in the database. */
	ENCRYPTION_AT_REST("encryption-at-rest"),

	/** The chain over the rows of the audit trail. */
	AUDIT_CHAIN("audit-chain"),

	/** The cookie that recognises a device. */
	DEVICE_COOKIE("device-cookie"),

	/** The signed double submit token. */
	CSRF_TOKEN("csrf-token"),

	/** Hashes of the addresses that mail goes to. */
	MAILBOX("mailbox"),

	/** Hashes of what somebody typed to log in, and of whose budget is counted. */
	LOGIN_IDENTIFIER("login-identifier");

	private final String label;

	KeyPurpose(String label) {
		this.label = label;
	}

	/** The HKDF info of this purpose; a change would void everything made under it. */
	String info() {
		return "jwt-auth/v1/" + this.label;
	}

}
