package io.github.jwtauth.boot.security;

/**
 * Names of factors that Spring Security has none for, beside those of
 * {@link org.springframework.security.core.authority.FactorGrantedAuthority}. Constants,
 * so that annotations can use them.
 */
public final class AuthFactors {

	/** A code of an authenticator app; {@code otp} in {@code amr}. */
	public static final String TOTP_AUTHORITY = "FACTOR_TOTP";

	/**
	 * Any second factor, a device included that was remembered after one; {@code mfa} in
	 * {@code amr}.
	 */
	public static final String MFA_AUTHORITY = "FACTOR_MFA";

	private AuthFactors() {
	}

}
