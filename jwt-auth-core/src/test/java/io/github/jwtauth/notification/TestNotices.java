package io.github.jwtauth.notification;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Keeps notices in the order they were promised; a rollback takes them back.
 */
public final class TestNotices implements AccountNotifier {

	private final InMemoryTransactions transactions;

	private final Map<UUID, AccountNotice> sent;

	private final Map<UUID, NoticeKind> pretended;

	private volatile boolean full;

	public TestNotices(InMemoryTransactions transactions) {
		this.transactions = transactions;
		this.sent = transactions.table();
		this.pretended = transactions.table();
	}

	@Override
	public void send(AccountNotice notice) {
		this.transactions.statement(() -> this.sent.put(UUID.randomUUID(), notice));
	}

	@Override
	public void pretend(NoticeKind kind, EmailAddress recipient) {
		this.transactions.statement(() -> this.pretended.put(UUID.randomUUID(), kind));
	}

	@Override
	public boolean hasRoom(NoticeKind kind, @Nullable AccountId accountId, EmailAddress recipient) {
		return !this.full;
	}

	/**
	 * Every mailbox has got enough from now on; what is sent all the same is kept.
	 */
	public void leaveNoRoom() {
		this.full = true;
	}

	@Override
	public void forget(AccountId accountId) {
		this.transactions
			.statement(() -> this.sent.values().removeIf((notice) -> accountId.equals(notice.accountId())));
	}

	/**
	 * Everything that was promised.
	 * @return the oldest first
	 */
	public List<AccountNotice> all() {
		return this.transactions.statement(() -> List.copyOf(this.sent.values()));
	}

	/**
	 * What was promised of one kind.
	 * @param kind which
	 * @return the oldest first
	 */
	public List<AccountNotice> all(NoticeKind kind) {
		return all().stream().filter((notice) -> notice.kind() == kind).toList();
	}

	/**
	 * The last notice of one kind.
	 * @param kind which
	 * @return the notice
	 */
	public AccountNotice last(NoticeKind kind) {
		List<AccountNotice> found = all(kind);
		if (found.isEmpty()) {
			throw new AssertionError("nobody was told " + kind);
		}
		return found.get(found.size() - 1);
	}

	/**
	 * The token of the last notice of one kind.
	 * @param kind which
	 * @return the token
	 */
	public Secret lastToken(NoticeKind kind) {
		Secret token = last(kind).token();
		if (token == null) {
			throw new AssertionError("the notice has no token");
		}
		return token;
	}

	/**
	 * How much work was done, for real or not.
	 * @return how many notices were sent or pretended
	 */
	public int work() {
		return this.transactions.statement(() -> this.sent.size() + this.pretended.size());
	}

	/**
	 * Forgets everything, so that a test sees only what comes next.
	 */
	public void clear() {
		this.transactions.statement(() -> {
			this.sent.clear();
			this.pretended.clear();
			return true;
		});
	}

}
