package io.github.jwtauth.notification;

/**
 * What has become of a mail.
 */
public enum MailState {

	/** To be sent, perhaps again. */
	WAITING,

	/** Handed over to the transport. */
	SENT,

	/** Given up: refused for good, or not taken in all the time there was. */
	DEAD,

	/** Not sent in time: what it leads to has expired. */
	EXPIRED,

	/** A newer one, whose token made this one's void, took its place. */
	SUPERSEDED,

	/** Never to be sent: nobody has the address, or it got enough mail already. */
	NOTHING

}
