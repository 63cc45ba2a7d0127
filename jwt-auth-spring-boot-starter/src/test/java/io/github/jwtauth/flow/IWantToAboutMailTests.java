package io.github.jwtauth.flow;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.EmailAddress;
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

	private static OutgoingMail sent(NoticeKind kind) throws InterruptedException {
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
