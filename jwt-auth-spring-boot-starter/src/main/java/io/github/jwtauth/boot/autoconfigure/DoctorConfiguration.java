package io.github.jwtauth.boot.autoconfigure;

import io.github.jwtauth.boot.http.CookieSettings;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.password.PasswordRules;
import io.github.jwtauth.token.AccessTokenSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Tells what the configuration came to, and at start what is dubious about it.
 */
@Configuration(proxyBeanMethods = false)
class DoctorConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(DoctorConfiguration.class);

	@Bean
	DoctorSection jwtAuthConfigurationDoctorSection(JwtAuthProperties properties, AccessTokenSettings tokens,
			PublicUrl publicUrl, PasswordRules passwords, ObjectProvider<CookieSettings> cookies,
			Environment environment, BeanFactory beanFactory) {
		Embedded embedded = Embedded.of(ChosenDatabase.of(beanFactory).dataSource());
		ConfigurationSection section = ConfigurationSection.of(properties, embedded, tokens, publicUrl)
			.warnOfPasswords(passwords)
			.warnOfCookies(cookies.getIfAvailable())
			.warnOfConsole(environment.getProperty("spring.h2.console.enabled", Boolean.class, false));
		section.warnings().forEach(logger::warn);
		return section.warnOfSecret();
	}

}
