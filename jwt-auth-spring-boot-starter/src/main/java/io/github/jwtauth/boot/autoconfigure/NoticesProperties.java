package io.github.jwtauth.boot.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What owners are told without having asked.
 *
 * @param newDevice Whether an owner is told of a login on a device that was not seen
 * before, with a link to end it.
 * @param refreshTokenReused Whether an owner is told that a session was ended because its
 * refresh token was used again.
 * @param accountLocked Whether an owner is told, once a day at most, that too many wrong
 * passwords were tried.
 */
@ConfigurationProperties("jwtauth.notices")
record NoticesProperties(@DefaultValue("true") boolean newDevice, @DefaultValue("true") boolean refreshTokenReused,
		@DefaultValue("true") boolean accountLocked) {

}
