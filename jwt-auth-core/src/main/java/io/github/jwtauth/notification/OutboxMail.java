package io.github.jwtauth.notification;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * One row of the outbox. What it says and to whom is sealed. The array is shared with the
 * caller and must not be changed.
 *
 * @param mailId identity; stays the same over all attempts
 * @param kind what is told
 * @param accountId whose account, or {@code null} when there is none yet
 * @param mailbox whose mailbox
 * @param sealedNotice the notice, encrypted
 * @param createdAt when it was promised
 * @param dueAt not before
 * @param giveUpAt not from then on
 * @param attempts how often it has been taken out to be sent
 */
public record OutboxMail(UUID mailId, NoticeKind kind, @Nullable AccountId accountId, MailboxHash mailbox,
		byte[] sealedNotice, Instant createdAt, Instant dueAt, Instant giveUpAt, int attempts) {

	public OutboxMail {
		Objects.requireNonNull(mailId, "mailId");
		Objects.requireNonNull(kind, "kind");
		Objects.requireNonNull(mailbox, "mailbox");
		Objects.requireNonNull(sealedNotice, "sealedNotice");
		Objects.requireNonNull(createdAt, "createdAt");
		Objects.requireNonNull(dueAt, "dueAt");
		Objects.requireNonNull(giveUpAt, "giveUpAt");
	}

	/** Ids only. */
	@Override
	public String toString() {
		return "OutboxMail[mailId=" + this.mailId + ", kind=" + this.kind + ", attempts=" + this.attempts + "]";
	}

}
