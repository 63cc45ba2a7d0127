package io.github.jwtauth.audit;

import java.util.Locale;

/**
 * How much an operator should care.
 */
public enum RiskLevel {

	/** Everyday life. */
	LOW,

	/** Worth a look when it piles up. */
	MEDIUM,

	/** Somebody should know. */
	HIGH,

	/** Somebody should act. */
	CRITICAL;

	/**
	 * The form in answers and in the database.
	 * @return the name in lower case
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

}
