package io.github.jwtauth.boot.autoconfigure;

import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.CookieSettings;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.mfa.FactorResealing;
import io.github.jwtauth.password.PasswordRules;
import io.github.jwtauth.protection.HashingBulkhead;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.token.AccessTokenSettings;
import io.github.jwtauth.token.SigningKeyStore;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.util.StringUtils;

/**
 * What the core tells operators.
 */
@Configuration(proxyBeanMethods = false)
class DoctorConfiguration {

	@Bean
	DoctorSection jwtAuthConfigurationDoctorSection(JwtAuthProperties properties, AccessTokenSettings tokens,
			PublicUrl publicUrl, PasswordRules passwords, ObjectProvider<CookieSettings> cookies,
			Environment environment, BeanFactory beanFactory) {
		Embedded embedded = Embedded.of(ChosenDatabase.of(beanFactory).dataSource());
		return ConfigurationSection.of(properties, embedded, tokens, publicUrl)
			.warnOfPasswords(passwords)
			.warnOfCookies(cookies.getIfAvailable())
			.warnOfConsole(environment.getProperty("spring.h2.console.enabled", Boolean.class, false));
	}

	@Bean
	DoctorSection jwtAuthSecretSection(SecretKeys keys, JwtAuthProperties properties, SessionSettings sessions,
			ObjectProvider<SigningKeyStore> signingKeys, AtRestEncryption encryption, FactorResealing factors) {
		return new SecretSection(keys, !StringUtils.hasText(properties.secret()), sessions,
				signingKeys.getIfAvailable(), encryption, factors);
	}

	@Bean
	DoctorSection jwtAuthHashingSection(HashingBulkhead bulkhead,
			@JwtAuthBean ObjectProvider<PasswordEncoder> encoder) {
		return new HashingSection(bulkhead, encoder.getIfAvailable() != null);
	}

}
