package io.github.jwtauth.boot.web;

/**
 * The answer to a registration that opened no session.
 *
 * @param status what became of it
 * @param email the address as it was typed
 */
record RegisterResponse(String status, String email) {

	/** Personal data. */
	@Override
	public String toString() {
		return "RegisterResponse[status=" + this.status + "]";
	}

}
