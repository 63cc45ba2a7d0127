package io.github.jwtauth.boot.mail;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.http.HttpProperties;
import io.github.jwtauth.boot.http.PageLinks;
import io.github.jwtauth.boot.http.PagesProperties;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.boot.http.StrictJson;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.InMemoryMailOutbox;
import io.github.jwtauth.notification.MailOutbox;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;

/**
 * Everything between a promise and a transport, over an outbox in memory and a clock that
 * a test moves.
 */
final class TestMailroom implements AuthMailTransport {

	static final PublicUrl PUBLIC_URL = new PublicUrl(URI.create("https://app.example.com"));

	final MovableClock clock = MovableClock.atNoon();

	final SecretKeys keys = SecretKeys.of(Secret.of(TestStarter.SECRET), List.of());

	final NoticeBox box = new NoticeBox(new AtRestEncryption(this.keys, RandomBytes.secure()), new StrictJson());

	final InMemoryTransactions transactions = new InMemoryTransactions();

	final MailOutbox outbox = new InMemoryMailOutbox(this.transactions);

	final List<AuthEvent> events = new ArrayList<>();

	final List<OutgoingMail> sent = new CopyOnWriteArrayList<>();

	final List<RuntimeException> failures = new ArrayList<>();

	int wakeUps;

	final OutboxNotifier notifier = notifier(true);

	final MailDelivery delivery = delivery(this);

	OutboxNotifier notifier(boolean budgets) {
		return new OutboxNotifier(this.outbox, this.transactions, this.box, this.keys, this.clock, budgets,
				() -> this.wakeUps++);
	}

	MailDelivery delivery(AuthMailTransport transport) {
		return delivery(this.outbox, this.transactions, this.box, transport, this.clock, this.events);
	}

	static MailDelivery delivery(MailOutbox outbox, Transactions transactions, NoticeBox box,
			AuthMailTransport transport, Clock clock, List<AuthEvent> events) {
		MailCarrier carrier = new MailCarrier(box, TestMailroom::plain, transport, links(), PUBLIC_URL);
		return new MailDelivery(outbox, transactions, carrier, new Backoff((length) -> new byte[length]), events::add,
				clock);
	}

	static PageLinks links() {
		HttpProperties http = new Binder(List.of()).bindOrCreate("jwtauth", HttpProperties.class);
		return PageLinks.of(PUBLIC_URL, http, new PagesProperties(true, Map.of()));
	}

	/** What was sent, the failures of the script first. */
	@Override
	public void deliver(OutgoingMail mail) {
		if (!this.failures.isEmpty()) {
			throw this.failures.remove(0);
		}
		this.sent.add(mail);
	}

	/** Sends what is due after some time. */
	int after(Duration time) {
		this.clock.advance(time);
		return this.delivery.deliverDue();
	}

	static AuthMail plain(AccountNotice notice, @Nullable String link) {
		return new AuthMail(notice.kind().name(), String.valueOf(link) + new TreeMap<>(notice.facts()), null);
	}

}
