package io.github.jwtauth.boot.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.MailBudget;
import io.github.jwtauth.notification.MailOutbox;
import io.github.jwtauth.notification.MailState;
import io.github.jwtauth.notification.MailboxHash;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.notification.OutboxMail;
import org.jspecify.annotations.Nullable;

/**
 * Promises by a row in the transaction of the change (invariant I-7). Whether a mailbox
 * has got enough is decided here and told to nobody (requirement R-32). What is pretended
 * costs the same statements.
 */
final class OutboxNotifier implements AccountNotifier {

	static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

	private final MailOutbox outbox;

	private final Transactions transactions;

	private final NoticeBox box;

	private final SecretKeys keys;

	private final Clock clock;

	private final boolean budgets;

	private final Runnable wake;

	OutboxNotifier(MailOutbox outbox, Transactions transactions, NoticeBox box, SecretKeys keys, Clock clock,
			boolean budgets, Runnable wake) {
		this.outbox = outbox;
		this.transactions = transactions;
		this.box = box;
		this.keys = keys;
		this.clock = clock;
		this.budgets = budgets;
		this.wake = wake;
	}

	@Override
	public void send(AccountNotice notice) {
		UUID mailId = UUID.randomUUID();
		promise(new Promise(mailId, notice.kind(), notice.accountId(), MailboxHash.of(notice.recipient(), this.keys),
				notice.expiresAt(), true, notice.provenAddress(), this.box.seal(notice, mailId),
				this.box.sealNothing(mailId)));
	}

	@Override
	public void pretend(NoticeKind kind, EmailAddress recipient) {
		UUID mailId = UUID.randomUUID();
		promise(new Promise(mailId, kind, new AccountId(UUID.randomUUID()), MailboxHash.pretended(recipient, this.keys),
				null, false, true, this.box.sealNothing(mailId), this.box.sealNothing(mailId)));
	}

	@Override
	public boolean hasRoom(NoticeKind kind, @Nullable AccountId accountId, EmailAddress recipient) {
		return hasRoom(kind, accountId, MailboxHash.of(recipient, this.keys));
	}

	@Override
	public void pretendRoom(NoticeKind kind, EmailAddress recipient) {
		hasRoom(kind, new AccountId(UUID.randomUUID()), MailboxHash.pretended(recipient, this.keys));
	}

	/**
	 * Two statements whatever the answer, in the order in which a promise takes locks.
	 */
	private boolean hasRoom(NoticeKind kind, @Nullable AccountId accountId, MailboxHash mailbox) {
		if (!this.budgets || !kind.anybodyCanCauseIt()) {
			return true;
		}
		return this.transactions.join(() -> {
			Instant now = this.clock.instant();
			boolean unspent = this.outbox.lockBudget(mailbox, now).spend(now).isPresent();
			return this.outbox.lockWaiting(kind, accountId, mailbox, now) || unspent;
		});
	}

	@Override
	public void forget(AccountId accountId) {
		this.transactions.join(() -> {
			this.outbox.forget(accountId);
			return true;
		});
	}

	private void promise(Promise promise) {
		this.transactions.join(() -> {
			Instant now = this.clock.instant();
			Optional<Instant> dueAt = place(promise, now);
			boolean waits = promise.real() && dueAt.isPresent();
			this.outbox.insert(promise.mail(now, dueAt.orElse(now), waits),
					waits ? MailState.WAITING : MailState.NOTHING);
			this.transactions.afterCommit(this.wake);
			return true;
		});
	}

	/**
	 * When it may be sent, or empty for never. The budget is locked first, so that of two
	 * promises at the same time the second sees what the first left waiting.
	 */
	private Optional<Instant> place(Promise promise, Instant now) {
		NoticeKind kind = promise.kind();
		boolean bounded = this.budgets && (kind.anybodyCanCauseIt() || !promise.provenAddress());
		MailBudget budget = bounded ? this.outbox.lockBudget(promise.mailbox(), now) : null;
		Optional<Instant> place = kind.anybodyCanCauseIt()
				? this.outbox.supersede(kind, promise.accountId(), promise.mailbox(), now) : Optional.empty();
		if (place.isPresent() || budget == null) {
			return Optional.of(place.filter((due) -> due.isAfter(now)).orElse(now));
		}
		return budget.spend(now).map((spent) -> {
			this.outbox.saveBudget(promise.mailbox(), spent);
			return spent.lastAt();
		});
	}

	/**
	 * What is to be written.
	 */
	private record Promise(UUID mailId, NoticeKind kind, @Nullable AccountId accountId, MailboxHash mailbox,
			@Nullable Instant expiresAt, boolean real, boolean provenAddress, byte[] sealed, byte[] sealedNothing) {

		OutboxMail mail(Instant now, Instant dueAt, boolean waits) {
			Instant last = now.plus(GIVE_UP_AFTER);
			Instant giveUpAt = (this.expiresAt != null && this.expiresAt.isBefore(last)) ? this.expiresAt : last;
			return new OutboxMail(this.mailId, this.kind, this.real ? this.accountId : null, this.mailbox,
					waits ? this.sealed : this.sealedNothing, now, dueAt, giveUpAt, 0);
		}

	}

}
