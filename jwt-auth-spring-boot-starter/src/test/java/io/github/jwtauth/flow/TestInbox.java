package io.github.jwtauth.flow;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;

/**
 * What a host's owners were told, in place of mail.
 */
final class TestInbox implements AccountNotifier {

	private final List<AccountNotice> notices = new CopyOnWriteArrayList<>();

	private final AtomicInteger work = new AtomicInteger();

	@Override
	public void send(AccountNotice notice) {
		this.work.incrementAndGet();
		this.notices.add(notice);
	}

	@Override
	public void pretend(NoticeKind kind, EmailAddress recipient) {
		this.work.incrementAndGet();
	}

	@Override
	public void forget(AccountId accountId) {
	}

	/** Notices sent or pretended so far. */
	int work() {
		return this.work.get();
	}

	/** The newest notice to an address. */
	AccountNotice lastTo(String email) {
		return this.notices.stream()
			.filter((notice) -> notice.recipient().value().equals(email))
			.reduce((first, second) -> second)
			.orElseThrow(() -> new AssertionError("nobody was told anything"));
	}

	String tokenOf(String email) {
		return Objects.requireNonNull(lastTo(email).token(), "token").reveal();
	}

	String codeOf(String email) {
		return Objects.requireNonNull(lastTo(email).code(), "code").reveal();
	}

}
