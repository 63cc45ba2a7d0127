package io.github.jwtauth.boot.jpa;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;

/**
 * Everything that somebody was about to be told, also when the transaction was undone
 * after that.
 */
final class TestMailbox implements AccountNotifier {

	final List<AccountNotice> sent = new CopyOnWriteArrayList<>();

	@Override
	public void send(AccountNotice notice) {
		this.sent.add(notice);
	}

	@Override
	public void pretend(NoticeKind kind, EmailAddress recipient) {
	}

	@Override
	public void forget(AccountId accountId) {
	}

}
