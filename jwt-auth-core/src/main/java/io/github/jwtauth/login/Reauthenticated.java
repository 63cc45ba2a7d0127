package io.github.jwtauth.login;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.Device;
import io.github.jwtauth.SessionId;

/**
 * Somebody who is logged in has proven again who they are.
 *
 * @param at when
 * @param accountId who
 * @param sessionId in which session
 * @param device where from
 */
public record Reauthenticated(Instant at, AccountId accountId, SessionId sessionId,
		Device device) implements AuthEvent {

}
