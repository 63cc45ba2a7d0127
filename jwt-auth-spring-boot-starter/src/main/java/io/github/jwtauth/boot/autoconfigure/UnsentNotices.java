package io.github.jwtauth.boot.autoconfigure;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log that somebody is not told. What it was about stays out of it.
 */
final class UnsentNotices implements AccountNotifier {

	private static final Logger logger = LoggerFactory.getLogger(UnsentNotices.class);

	@Override
	public void send(AccountNotice notice) {
		logger.warn("Nobody is told {}: there is no AccountNotifier", notice.kind());
	}

	@Override
	public void pretend(NoticeKind kind, EmailAddress recipient) {
		logger.warn("Nobody is told {}: there is no AccountNotifier", kind);
	}

	@Override
	public void forget(AccountId accountId) {
		// Nothing was promised.
	}

}
