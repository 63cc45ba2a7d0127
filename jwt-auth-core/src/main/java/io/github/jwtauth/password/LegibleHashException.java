package io.github.jwtauth.password;

/**
 * A password encoder that writes passwords as they are typed, as {@code {noop}} does
 * (requirement R-12). Nothing may start with it.
 */
public final class LegibleHashException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String encoder;

	LegibleHashException(String encoder) {
		super("The password encoder writes passwords as they are typed, where everybody who reads the database reads"
				+ " them; use one that hashes, for example Argon2PasswordEncoder");
		this.encoder = encoder;
	}

	/**
	 * Which encoder.
	 * @return the name of its class
	 */
	public String encoder() {
		return this.encoder;
	}

}
