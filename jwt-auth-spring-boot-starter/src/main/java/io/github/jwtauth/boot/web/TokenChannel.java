package io.github.jwtauth.boot.web;

/**
 * Where a refresh token travels.
 */
public enum TokenChannel {

	/** In a cookie that scripts cannot read. */
	COOKIE,

	/** In the JSON body. */
	BODY

}
