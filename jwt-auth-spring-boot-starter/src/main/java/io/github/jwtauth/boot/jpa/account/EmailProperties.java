package io.github.jwtauth.boot.jpa.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Addresses of the built-in accounts.
 *
 * @param gmailAliases Whether the dots and plus tags of Gmail make no difference, so that
 * one mailbox has one account. Mail still goes to the address as it was given.
 */
@ConfigurationProperties("jwtauth.email")
record EmailProperties(@DefaultValue("false") boolean gmailAliases) {

}
