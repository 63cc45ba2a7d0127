package io.github.jwtauth;

/**
 * The shape of a device, as far as its user agent tells.
 */
public enum DeviceType {

	/** A computer. */
	DESKTOP,

	/** A telephone. */
	MOBILE,

	/** A tablet. */
	TABLET,

	/** Nothing is known. */
	UNKNOWN

}
