package io.github.jwtauth.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.boot.autoconfigure.JwtAuthProperties.AccountSource;
import io.github.jwtauth.boot.autoconfigure.JwtAuthProperties.EmailVerification.Mode;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.StringUtils;

/**
 * Whether mail can be sent where somebody waits for it, and whether its links would lead
 * anywhere (decision 19, requirement R-74). Our own beans are known by their names: the
 * adapter for mail is none that this package may know.
 */
final class MailRequirement {

	/** Promises into the outbox. A host that tells owners itself has a bean instead. */
	private static final String OUTBOX_NOTIFIER = "jwtAuthMailNotifier";

	/** Carries nothing. */
	private static final String NO_TRANSPORT = "jwtAuthNoMailTransport";

	private MailRequirement() {
	}

	/**
	 * Looks for the beans without making them.
	 * @param properties what was configured
	 * @param embedded whether the database is in memory, where mail goes to the log
	 * @param beanFactory knows all beans
	 * @return what is missing
	 */
	static List<ConfigurationProblem> check(JwtAuthProperties properties, Embedded embedded,
			ListableBeanFactory beanFactory) {
		List<ConfigurationProblem> missing = new ArrayList<>();
		if (embedded.inMemory() || !beanFactory.containsBeanDefinition(OUTBOX_NOTIFIER)) {
			return missing;
		}
		boolean awaited = properties.accounts() != AccountSource.USER_DETAILS
				&& properties.emailVerification().mode() != Mode.NONE;
		boolean carried = !beanFactory.containsBeanDefinition(NO_TRANSPORT);
		if (awaited && !carried) {
			missing.add(new ConfigurationProblem("jwtauth.email-verification.mode",
					"owners prove their addresses by mail, and nothing says how to send it. Set spring.mail.host, or"
							+ " define an AuthMailTransport or an AccountNotifier, or do without"
							+ " (jwtauth.email-verification.mode=none)",
					"spring.mail.host=smtp.example.com"));
		}
		if (carried && hasNoPublicUrl(properties) && StringUtils.hasText(properties.issuer())) {
			missing.add(new ConfigurationProblem("jwtauth.public-url",
					"mail is sent, and its links begin with the address of the application for the outside world",
					"jwtauth.public-url=https://app.example.com"));
		}
		return missing;
	}

	private static boolean hasNoPublicUrl(JwtAuthProperties properties) {
		return properties.publicUrl() == null || properties.publicUrl().toString().isEmpty();
	}

}
