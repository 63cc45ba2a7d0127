package io.github.jwtauth.notification;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How the outbox is doing.
 *
 * @param pending mails that wait, those for their minute included
 * @param oldestPendingAge since when the oldest of them should have been sent, or
 * {@code null} when none is overdue
 * @param dead mails that were given up and are still kept
 */
public record MailStatistics(long pending, @Nullable Duration oldestPendingAge, long dead) {

}
