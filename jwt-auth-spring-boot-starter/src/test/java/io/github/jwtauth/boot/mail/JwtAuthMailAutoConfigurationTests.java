package io.github.jwtauth.boot.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.ExpiredRows;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.EmailVerified;
import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.http.HealthCheck;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.InMemoryMailOutbox;
import io.github.jwtauth.notification.MailOutbox;
import io.github.jwtauth.notification.MailState;
import io.github.jwtauth.notification.NoticeKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thymeleaf.ITemplateEngine;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Who carries mail, and what a host may replace.
 */
class JwtAuthMailAutoConfigurationTests {

	private static final String NO_MAIL = "jwtauth.email-verification.mode=none";

	private static final String SMTP = "spring.mail.host=127.0.0.1";

	private final WebApplicationContextRunner runner = TestStarter.runner()
		.withConfiguration(AutoConfigurations.of(JwtAuthMailAutoConfiguration.class, MailSenderAutoConfiguration.class))
		.withUserConfiguration(Outbox.class);

	@Test
	void theHostsMailSenderCarriesMail() {
		this.runner.withPropertyValues(SMTP).run((context) -> {
			assertThat(context.getBean(AuthMailTransport.class)).isInstanceOf(SmtpTransport.class);
			assertThat(context.getBean(AccountNotifier.class)).isInstanceOf(OutboxNotifier.class);
			assertThat(context.getBeansOfType(HealthCheck.class).values()).extracting(HealthCheck::name)
				.contains("mail");
			assertThat(context).getBean("jwtAuthExpiredMail").isInstanceOf(ExpiredRows.class);
			assertThat(context.getBean(MailDispatcher.class).isRunning()).isTrue();
			assertThat(context).doesNotHaveBean(ITemplateEngine.class);
		});
	}

	@Test
	void somebodyElsesNotifierLeavesNothingOfIt() {
		this.runner.withBean(AccountNotifier.class, () -> mock(AccountNotifier.class)).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context).doesNotHaveBean(MailDispatcher.class).doesNotHaveBean(AuthMailTransport.class);
		});
	}

	@Test
	void transportAndComposerAreReplaced() {
		this.runner.withPropertyValues(SMTP)
			.withBean("own", AuthMailTransport.class, () -> mock(AuthMailTransport.class))
			.withBean(AuthMailComposer.class, () -> mock(AuthMailComposer.class))
			.run((context) -> {
				assertThat(context).hasSingleBean(AuthMailTransport.class).hasSingleBean(AuthMailComposer.class);
				assertThat(context.getBean(AuthMailTransport.class)).isSameAs(context.getBean("own"));
			});
	}

	@Test
	void nobodyWhoCarriesItStopsTheStart() {
		this.runner.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.hasMessageContaining("jwtauth.email-verification.mode"));
	}

	@Test
	void usersOfTheHostNeedNoMail() {
		this.runner.withPropertyValues("jwtauth.accounts=user-details")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whereNobodyWaitsForMailItIsGivenUpLoudly() {
		this.runner.withPropertyValues(NO_MAIL).run((context) -> {
			context.getBean(AccountNotifier.class)
				.send(AccountNotice.of(NoticeKind.PASSWORD_CHANGED, null, EmailAddress.of("ada@example.com"),
						Instant.now()));
			InMemoryMailOutbox outbox = context.getBean(InMemoryMailOutbox.class);
			for (int i = 0; i < 200 && outbox.stateOf(outbox.last()) == MailState.WAITING; i++) {
				Thread.sleep(50);
			}
			assertThat(outbox.stateOf(outbox.last())).isEqualTo(MailState.DEAD);
		});
	}

	@Test
	void linksNeedAnAddressOfTheApplication() {
		this.runner.withPropertyValues(SMTP, "jwtauth.public-url=", "jwtauth.issuer=https://issuer.example")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("jwtauth.public-url"));
	}

	@ParameterizedTest
	@CsvSource({ "mail.poll-interval, 0s", "mail.poll-interval, 2h", "mail.templates, classpath:/mails",
			"mail.default-locale, xx", "mail.from, nobody at all" })
	void aValueThatCannotWorkIsNamed(String property, String value) {
		this.runner.withPropertyValues(SMTP, "jwtauth." + property + "=" + value)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("jwtauth." + property));
	}

	@Test
	void theSwitchOfLimitsTurnsTheBudgetOff() {
		this.runner.withPropertyValues(SMTP, "jwtauth.rate-limit.enabled=false").run((context) -> {
			for (int i = 0; i < 7; i++) {
				context.getBean(AccountNotifier.class)
					.send(AccountNotice.of(NoticeKind.INVITATION, new AccountId(UUID.randomUUID()),
							EmailAddress.of("ada@example.com"), Instant.now()));
				context.getBean(AccountNotifier.class)
					.send(AccountNotice.of(NoticeKind.RESET_PASSWORD, new AccountId(UUID.randomUUID()),
							EmailAddress.of("ada@example.com"), Instant.now()));
			}
			assertThat(context.getBean(MailOutbox.class).statistics(Instant.now()).pending()).isEqualTo(14);
		});
	}

	@Test
	void anEventGivesTheMinuteBack() {
		this.runner.withPropertyValues(SMTP).run((context) -> {
			AccountId ada = new AccountId(UUID.randomUUID());
			assertThat(due(context, NoticeKind.VERIFY_EMAIL, ada)).isLessThan(Duration.ofSeconds(5));
			assertThat(due(context, NoticeKind.ADDRESS_REGISTERED_ALREADY, ada)).isGreaterThan(Duration.ofSeconds(30));
			context.getBean(AuthEventPublisher.class).publish(new EmailVerified(Instant.now(), ada));
			assertThat(due(context, NoticeKind.RESET_PASSWORD, ada)).isLessThan(Duration.ofSeconds(5));
		});
	}

	/** When the mail that was promised last is sent. */
	private static Duration due(ApplicationContext context, NoticeKind kind, AccountId account) {
		Instant now = Instant.now();
		context.getBean(AccountNotifier.class)
			.send(AccountNotice.of(kind, account, EmailAddress.of("ada@example.com"), now));
		InMemoryMailOutbox outbox = context.getBean(InMemoryMailOutbox.class);
		return Duration.between(now, outbox.dueAt(outbox.last()));
	}

	@Configuration(proxyBeanMethods = false)
	static class Outbox {

		@Bean
		InMemoryMailOutbox outbox(Transactions transactions) {
			return new InMemoryMailOutbox((InMemoryTransactions) transactions);
		}

	}

}
