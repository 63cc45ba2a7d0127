package io.github.jwtauth.flow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what owners are told, whether or not its transaction commits. Safe for use by
 * many threads.
 */
public final class TestMailbox implements AccountNotifier {

	private final List<AccountNotice> sent = new CopyOnWriteArrayList<>();

	private volatile @Nullable NoticeKind broken;

	/**
	 * From now on one kind fails.
	 * @param kind which, or {@code null} for none
	 */
	public void breakFor(@Nullable NoticeKind kind) {
		this.broken = kind;
	}

	@Override
	public void send(AccountNotice notice) {
		if (notice.kind() == this.broken) {
			throw new IllegalStateException("this mailbox is broken");
		}
		this.sent.add(notice);
	}

	@Override
	public void pretend(NoticeKind kind, EmailAddress recipient) {
		// Nobody is told.
	}

	@Override
	public void forget(AccountId accountId) {
		this.sent.removeIf((notice) -> accountId.equals(notice.accountId()));
	}

	/**
	 * What one address was told.
	 * @param recipient the address
	 * @return kinds, the oldest first
	 */
	public List<NoticeKind> of(String recipient) {
		EmailAddress address = EmailAddress.of(recipient);
		return this.sent.stream()
			.filter((notice) -> notice.recipient().equals(address))
			.map(AccountNotice::kind)
			.toList();
	}

	/**
	 * The token of the last notice of one kind.
	 * @param kind which
	 * @return the token
	 */
	public String token(NoticeKind kind) {
		return this.sent.stream()
			.filter((notice) -> notice.kind() == kind && notice.token() != null)
			.reduce((first, second) -> second)
			.map((notice) -> notice.token().reveal())
			.orElseThrow(() -> new AssertionError("nobody was told " + kind));
	}

}
