package io.github.jwtauth.flow.hosts.iwantto;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.privacy.AccountDeleted;
import io.github.jwtauth.privacy.PersonalDataContributor;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The snippet about a person's own data of {@code docs/i-want-to.md}: a host that has
 * orders of its people.
 */
@Configuration(proxyBeanMethods = false)
@Import({ OrdersHost.OrdersOfAPerson.class, OrdersHost.Told.class })
public class OrdersHost {

	static class OrdersOfAPerson implements PersonalDataContributor, InitializingBean {

		private final JdbcClient jdbc;

		OrdersOfAPerson(JdbcClient jdbc) {
			this.jdbc = jdbc;
		}

		@Override
		public void afterPropertiesSet() {
			this.jdbc.sql("create table orders (account_key varchar(255) not null, article varchar(255) not null)")
				.update();
		}

		@Override
		public String name() {
			return "orders";
		}

		@Override
		public Map<String, Object> export(AccountId id, String accountKey) {
			List<String> articles = this.jdbc.sql("select article from orders where account_key = ?")
				.param(accountKey)
				.query(String.class)
				.list();
			return Map.of("articles", articles);
		}

		@Override
		public void erase(AccountId id, String accountKey) {
			this.jdbc.sql("delete from orders where account_key = ?").param(accountKey).update();
		}

	}

	/** Remembers what was committed. */
	public static class Told implements AccountNotifier {

		public final List<AccountNotice> notices = new CopyOnWriteArrayList<>();

		public final List<AccountDeleted> deleted = new CopyOnWriteArrayList<>();

		private final ObjectProvider<Transactions> transactions;

		Told(ObjectProvider<Transactions> transactions) {
			this.transactions = transactions;
		}

		@Override
		public void send(AccountNotice notice) {
			this.transactions.getObject().afterCommit(() -> this.notices.add(notice));
		}

		@Override
		public void pretend(NoticeKind kind, EmailAddress recipient) {
			throw new AssertionError("nobody is unknown here");
		}

		@Override
		public void forget(AccountId accountId) {
			this.transactions.getObject()
				.afterCommit(() -> this.notices.removeIf((notice) -> accountId.equals(notice.accountId())));
		}

		@TransactionalEventListener
		void on(AccountDeleted event) {
			this.deleted.add(event);
		}

	}

}
