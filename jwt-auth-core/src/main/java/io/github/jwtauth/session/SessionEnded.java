package io.github.jwtauth.session;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.SessionId;

/**
 * A session ended before its time.
 *
 * @param at when
 * @param accountId whose session
 * @param sessionId which session
 * @param reason why
 */
public record SessionEnded(Instant at, AccountId accountId, SessionId sessionId,
		SessionEndReason reason) implements AuthEvent {

}
