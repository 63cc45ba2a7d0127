package io.github.jwtauth.flow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.mail.AuthMail;
import io.github.jwtauth.boot.mail.AuthMailComposer;
import io.github.jwtauth.boot.mail.AuthMailTransport;
import io.github.jwtauth.boot.mail.MailDeliveryException;
import io.github.jwtauth.boot.mail.MailDeliveryException.Reason;
import io.github.jwtauth.boot.mail.OutgoingMail;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wishes of {@code docs/i-want-to.md} about mail.
 */
class IWantToAboutMailTests {

	private static TestHost host;

	@BeforeAll
	static void open() {
		host = TestHost.of(PlainHost.class, ProviderHost.class)
			.withoutTransport()
			.with("jwtauth.mail.templates", "classpath:/host/mails/")
			.with("jwtauth.mail.application-name", "Shop")
			.start();
	}

	@AfterAll
	static void close() {
		if (host != null) {
			host.close();
		}
	}

	@Test
	void sendMailBySomethingElseThanSmtp() throws Exception {
		host.bean(MailProvider.class).down = true;
		OutgoingMail mail = sent(NoticeKind.PASSWORD_CHANGED);
		assertThat(mail.recipient().value()).isEqualTo("user@example.com");
		assertThat(mail.content().subject()).isEqualTo("Shop: your password was changed");
	}

	@Test
	void changeTheWordsOfAMail() throws Exception {
		OutgoingMail mail = sent(NoticeKind.DELETION_PLANNED);
		assertThat(mail.content().text()).contains("Stay with Shop: call 0228 555.");
		assertThat(mail.content().html()).contains("Stay with Shop: call 0228 555.").contains("role=\"presentation\"");
	}

	@Test
	void changeTheLookOfMails() throws Exception {
		OutgoingMail mail = sent(NoticeKind.INVITATION);
		assertThat(mail.content().html()).contains("<h1>Shop</h1>")
			.contains("href=\"http://localhost:0/auth/pages/accept-invitation#token=t0ken\"")
			.doesNotContain("role=\"presentation\"");
	}

	@Test
	void writeMailsInJava() throws Exception {
		try (TestHost shop = TestHost.of(PlainHost.class, ProviderHost.class, ComposerHost.class)
			.withoutTransport()
			.start()) {
			OutgoingMail mail = sent(shop, NoticeKind.INVITATION);
			assertThat(mail.content().subject()).isEqualTo("A word from Shop");
			assertThat(mail.content().text()).startsWith("Shop: INVITATION\n").endsWith("#token=t0ken");
			assertThat(mail.content().html()).startsWith("<pre>Shop: INVITATION");
		}
	}

	@Test
	void tellOwnersInAnotherWayThanByMail() {
		try (TestHost shop = TestHost.of(PlainHost.class, TextMessages.class).withoutTransport().start()) {
			TextMessages texts = shop.bean(TextMessages.class);
			shop.account("user@example.com", "USER");
			TestCaller caller = shop.caller();
			assertThat(caller.post("/auth/password/reset", Map.of("email", "user@example.com")).status())
				.isEqualTo(202);
			assertThat(caller.post("/auth/password/reset", Map.of("email", "nobody@example.com")).status())
				.isEqualTo(202);
			assertThat(texts.told).containsExactly("RESET_PASSWORD to user@example.com",
					"nothing of RESET_PASSWORD to nobody@example.com");
		}
	}

	private static OutgoingMail sent(NoticeKind kind) throws InterruptedException {
		return sent(host, kind);
	}

	private static OutgoingMail sent(TestHost host, NoticeKind kind) throws InterruptedException {
		host.bean(AccountNotifier.class)
			.send(AccountNotice
				.of(kind, new AccountId(UUID.randomUUID()), EmailAddress.of("user@example.com"), Instant.now())
				.withToken(Secret.of("t0ken"), Instant.now().plusSeconds(3600)));
		OutgoingMail mail = host.bean(MailProvider.class).taken.poll(30, TimeUnit.SECONDS);
		assertThat(mail).isNotNull();
		return mail;
	}

	static final class MailProvider {

		private final BlockingQueue<OutgoingMail> taken = new LinkedBlockingQueue<>();

		private volatile boolean down;

		void post(OutgoingMail mail) {
			if (this.down) {
				this.down = false;
				throw new IllegalStateException("503");
			}
			this.taken.add(mail);
		}

	}

	static final class TextMessages implements AccountNotifier {

		private final List<String> told = new CopyOnWriteArrayList<>();

		@Override
		public void send(AccountNotice notice) {
			this.told.add(notice.kind() + " to " + notice.recipient().value());
		}

		@Override
		public void pretend(NoticeKind kind, EmailAddress recipient) {
			this.told.add("nothing of " + kind + " to " + recipient.value());
		}

		@Override
		public void forget(AccountId accountId) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ComposerHost {

		@Bean
		AuthMailComposer shopMails() {
			return (notice, link) -> {
				String text = "Shop: " + notice.kind() + ((link != null) ? "\n" + link : "");
				return new AuthMail("A word from Shop", text, "<pre>" + HtmlUtils.htmlEscape(text) + "</pre>");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProviderHost {

		@Bean
		MailProvider provider() {
			return new MailProvider();
		}

		@Bean
		AuthMailTransport providerTransport(MailProvider provider) {
			return (mail) -> {
				try {
					provider.post(mail);
				}
				catch (IllegalStateException ex) {
					throw new MailDeliveryException(Reason.UNREACHABLE, ex.getMessage(), ex);
				}
			};
		}

	}

}
