package io.github.jwtauth.boot.mail;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A mail was not taken.
 */
public final class MailDeliveryException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	/**
	 * Says why.
	 * @param reason what it means for the mail
	 * @param code what the other side answered, without addresses, at most 200
	 * characters; kept with the mail and logged
	 * @param cause what was thrown, or {@code null}. Not logged, because mail servers
	 * repeat addresses
	 */
	public MailDeliveryException(Reason reason, String code, @Nullable Throwable cause) {
		super(code, cause);
		this.reason = Objects.requireNonNull(reason, "reason");
	}

	/**
	 * What it means for the mail.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * What a failure means.
	 */
	public enum Reason {

		/**
		 * Nobody would get mail at the moment. It is tried again, this one and others.
		 */
		UNREACHABLE,

		/** This one is not taken now, by greylisting for example. It is tried again. */
		LATER,

		/** This one will never be taken. It is given up at once. */
		REFUSED

	}

}
