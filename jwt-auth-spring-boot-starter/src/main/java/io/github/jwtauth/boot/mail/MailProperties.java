package io.github.jwtauth.boot.mail;

import java.time.Duration;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Mail to owners of accounts. The mail server itself is configured by 'spring.mail.*'.
 *
 * @param from Sender, as 'no-reply@example.com' or 'Shop <no-reply@example.com>'.
 * Defaults to 'no-reply' at the host of the public URL, with the name of the application.
 * @param applicationName What mails call the application. Defaults to
 * 'spring.application.name', then to the host of the public URL.
 * @param defaultLocale Language of mails to owners whose language is not known or not
 * available.
 * @param templates Where the host's own templates are looked for, as a location that ends
 * in a slash: 'verify-email.html', 'verify-email.txt' and so on for one kind of mail,
 * 'mail.html' and 'mail.txt' for all.
 * @param pollInterval How often the outbox is asked for mail of other nodes and for what
 * is to be tried again, 1 second to 1 hour. What this node promises is sent at once.
 */
@ConfigurationProperties("jwtauth.mail")
record MailProperties(@Nullable String from, @Nullable String applicationName, @DefaultValue("en") String defaultLocale,
		@DefaultValue("classpath:/templates/jwtauth/mail/") String templates,
		@DefaultValue("5s") Duration pollInterval) {

	public MailProperties {
		if (pollInterval.compareTo(Duration.ofSeconds(1)) < 0 || pollInterval.compareTo(Duration.ofHours(1)) > 0) {
			throw new InvalidPropertyException("jwtauth.mail.poll-interval",
					"it is not between 1s and 1h, and so often the outbox is asked", "jwtauth.mail.poll-interval=5s");
		}
		if (!templates.endsWith("/")) {
			throw new InvalidPropertyException("jwtauth.mail.templates",
					"it does not end in a slash, and names of files follow it",
					"jwtauth.mail.templates=" + templates + "/");
		}
	}

}
