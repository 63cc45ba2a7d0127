package io.github.jwtauth.boot.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.ExpiredRows;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.boot.AuthDataSource;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.HealthCheck;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.boot.http.PageLinks;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.boot.http.RateLimitProperties;
import io.github.jwtauth.boot.http.StrictJson;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.MailOutbox;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.util.StringUtils;

/**
 * Tells owners by mail, where there is an outbox to keep it in and nobody else who tells
 * them. Judged after Boot's mail sender, and before the notifier that tells nobody.
 */
@AutoConfiguration(
		afterName = { "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration",
				"io.github.jwtauth.boot.jpa.JwtAuthStoresAutoConfiguration" },
		beforeName = "io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration")
@ConditionalOnBean({ MailOutbox.class, Transactions.class })
@ConditionalOnMissingBean(AccountNotifier.class)
@EnableConfigurationProperties({ MailProperties.class, RateLimitProperties.class })
@ImportRuntimeHints(MailHints.class)
public final class JwtAuthMailAutoConfiguration {

	private static final Duration KEPT = Duration.ofDays(2);

	@Bean
	NoticeBox jwtAuthNoticeBox(AtRestEncryption encryption) {
		return new NoticeBox(encryption, new StrictJson());
	}

	@Bean
	AccountNotifier jwtAuthMailNotifier(MailOutbox outbox, Transactions transactions, NoticeBox box, SecretKeys keys,
			@JwtAuthBean Clock clock, RateLimitProperties limits, MailDispatcher dispatcher) {
		return new OutboxNotifier(outbox, transactions, box, keys, clock, limits.enabled(), dispatcher::wake);
	}

	@Bean
	MailDelivery jwtAuthMailDelivery(MailOutbox outbox, Transactions transactions, NoticeBox box,
			AuthMailComposer composer, AuthMailTransport transport, PageLinks links, PublicUrl publicUrl,
			RandomBytes random, AuthEventPublisher events, @JwtAuthBean Clock clock) {
		MailCarrier carrier = new MailCarrier(box, composer, transport, links, publicUrl);
		return new MailDelivery(outbox, transactions, carrier, new Backoff(random), events, clock);
	}

	@Bean
	MailDispatcher jwtAuthMailDispatcher(MailDelivery delivery, MailProperties properties) {
		return new MailDispatcher(delivery, properties.pollInterval());
	}

	@Bean
	@ConditionalOnMissingBean
	AuthMailComposer jwtAuthMailComposer(MailProperties properties, ApplicationContext context, PublicUrl publicUrl,
			Environment environment) {
		MailTexts texts = new MailTexts(context, properties.defaultLocale());
		return new TemplateMailComposer(context, texts, properties.templates(),
				applicationName(properties, environment, publicUrl));
	}

	@Bean
	HealthCheck jwtAuthMailHealthCheck(MailDelivery delivery, MailOutbox outbox, @JwtAuthBean Clock clock) {
		return new MailHealthCheck(delivery, outbox, clock);
	}

	@Bean
	DoctorSection jwtAuthMailSection(AuthMailTransport transport, MailOutbox outbox, @JwtAuthBean Clock clock) {
		return new MailSection(transport, outbox, clock);
	}

	@Bean
	MinuteGivenBack jwtAuthMinuteGivenBack(MailOutbox outbox) {
		return new MinuteGivenBack(outbox);
	}

	@Bean
	ExpiredRows jwtAuthExpiredMail(MailOutbox outbox) {
		return (now, limit) -> outbox.purge(now.minus(KEPT), limit);
	}

	private static String applicationName(MailProperties properties, Environment environment, PublicUrl publicUrl) {
		String configured = properties.applicationName();
		String name = StringUtils.hasText(configured) ? configured
				: environment.getProperty("spring.application.name", "");
		return StringUtils.hasText(name) ? name : MailCarrier.hostOf(publicUrl);
	}

	/**
	 * By the host's mail sender.
	 */
	@Order(1)
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(AuthMailTransport.class)
	@ConditionalOnSingleCandidate(JavaMailSender.class)
	static class SmtpConfiguration {

		@Bean
		AuthMailTransport jwtAuthMailTransport(JavaMailSender sender, MailProperties properties, PublicUrl publicUrl,
				Environment environment) {
			return new SmtpTransport(sender, from(properties, environment, publicUrl));
		}

		private static InternetAddress from(MailProperties properties, Environment environment, PublicUrl publicUrl) {
			String configured = properties.from();
			try {
				if (StringUtils.hasText(configured)) {
					InternetAddress[] given = InternetAddress.parse(configured, true);
					given[0].setPersonal(given[0].getPersonal(), StandardCharsets.UTF_8.name());
					return given[0];
				}
				return new InternetAddress("no-reply@" + MailCarrier.hostOf(publicUrl),
						applicationName(properties, environment, publicUrl), StandardCharsets.UTF_8.name());
			}
			catch (AddressException | UnsupportedEncodingException ex) {
				throw new InvalidPropertyException("jwtauth.mail.from",
						"it is not an e-mail address, and every mail has a sender",
						"jwtauth.mail.from=no-reply@example.com");
			}
		}

	}

	/**
	 * Where nothing was said about mail. The name of the bean is how the check of the
	 * configuration knows.
	 */
	@Order(2)
	@Configuration(proxyBeanMethods = false)
	static class FallbackConfiguration {

		@Bean
		@ConditionalOnMissingBean(AuthMailTransport.class)
		AuthMailTransport jwtAuthNoMailTransport(ObjectProvider<AuthDataSource> dataSource) {
			AuthDataSource present = dataSource.getIfAvailable();
			boolean inMemory = present != null && EmbeddedDatabaseConnection.isEmbedded(present.get());
			return inMemory ? new LogTransport() : new NoTransport();
		}

	}

}
