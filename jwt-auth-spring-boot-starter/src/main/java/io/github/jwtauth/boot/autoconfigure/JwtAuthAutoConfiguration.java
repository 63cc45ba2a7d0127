package io.github.jwtauth.boot.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.ConditionalOnMissingJwtAuthBean;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.HttpProperties;
import io.github.jwtauth.boot.http.PageLinks;
import io.github.jwtauth.boot.http.PagesProperties;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.login.Freshness;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.protection.HashingBulkhead;
import io.github.jwtauth.protection.HashingObserver;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.token.AccessTokenSettings;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Checks the configuration and provides what everything else is made from: time,
 * randomness, keys, settings, and the steps that a host may replace one by one.
 */
@AutoConfiguration
@EnableConfigurationProperties({ JwtAuthProperties.class, HttpProperties.class, PagesProperties.class })
@Import({ DatabaseInitializationDependencyConfigurer.class, SessionConfiguration.class, LoginConfiguration.class,
		PasswordConfiguration.class, DeviceConfiguration.class, EmailChangeConfiguration.class,
		RegistrationConfiguration.class, SignUpConfiguration.class, InvitationConfiguration.class,
		PrivacyConfiguration.class, ProtectionConfiguration.class, MfaConfiguration.class,
		FactorLoginConfiguration.class, AdministrationConfiguration.class, DoctorConfiguration.class,
		EventConfiguration.class })
public final class JwtAuthAutoConfiguration {

	@Bean
	CoreSettings jwtAuthCoreSettings(JwtAuthProperties properties, Environment environment,
			ListableBeanFactory beanFactory, RandomBytes random) {
		ChosenDatabase database = ChosenDatabase.of(beanFactory);
		DataSource dataSource = database.dataSource();
		Embedded embedded = Embedded.of(dataSource);
		List<ConfigurationProblem> found = Stream
			.of(ScanRequirement.check(beanFactory), database.problem(),
					SchemaRequirement.check(environment, embedded, dataSource, beanFactory),
					AccountsRequirement.check(properties.accounts(), beanFactory),
					LockoutRequirement.check(environment, beanFactory), ShortPasswordRequirement.check(environment),
					MfaRequirement.check(environment), MfaRequirement.checkStores(environment, beanFactory))
			.flatMap(Stream::ofNullable)
			.collect(Collectors.toCollection(ArrayList::new));
		found.addAll(MailRequirement.check(properties, embedded, beanFactory));
		return new JwtAuthPropertiesMapper(properties, environment, embedded, random).map(found,
				PropertyRefusals.find(beanFactory, environment));
	}

	@JwtAuthBean
	@Bean(defaultCandidate = false)
	@ConditionalOnMissingJwtAuthBean
	Clock jwtAuthClock() {
		return Clock.systemUTC();
	}

	@Bean
	@ConditionalOnMissingBean
	RandomBytes jwtAuthRandomBytes() {
		return RandomBytes.secure();
	}

	@Bean
	SecretKeys jwtAuthSecretKeys(CoreSettings settings) {
		return settings.secretKeys();
	}

	@Bean
	AtRestEncryption jwtAuthAtRestEncryption(SecretKeys keys, RandomBytes random) {
		return new AtRestEncryption(keys, random);
	}

	@Bean
	PublicUrl jwtAuthPublicUrl(CoreSettings settings) {
		return settings.publicUrl();
	}

	@Bean
	PageLinks jwtAuthPageLinks(PublicUrl publicUrl, HttpProperties http, PagesProperties pages) {
		return PageLinks.of(publicUrl, http, pages);
	}

	@Bean
	AccessTokenSettings jwtAuthAccessTokenSettings(CoreSettings settings) {
		return settings.accessTokens();
	}

	@Bean
	SessionSettings jwtAuthSessionSettings(CoreSettings settings) {
		return settings.sessions();
	}

	@Bean
	@ConditionalOnMissingBean
	AccountLookup jwtAuthAccountLookup(AccountStore accounts, SubjectStore subjects) {
		return AccountLookup.over(accounts, subjects);
	}

	@Bean
	@ConditionalOnMissingBean
	LoginPolicy jwtAuthLoginPolicy(CoreSettings settings) {
		return LoginPolicy.activeAccounts(settings.verifiedEmailRequired());
	}

	@Bean
	@ConditionalOnMissingBean
	HashingBulkhead jwtAuthHashingBulkhead(CoreSettings settings, ObjectProvider<HashingObserver> observers) {
		return new HashingBulkhead(settings.hashing(),
				observers.orderedStream().reduce(HashingObserver.NONE, HashingObserver::within));
	}

	/** For hosts without our outbox: nothing is sent, and the log says so. */
	@Bean
	@ConditionalOnMissingBean
	AccountNotifier jwtAuthAccountNotifier() {
		return new UnsentNotices();
	}

	@Bean
	@ConditionalOnMissingBean
	Freshness jwtAuthFreshness(JwtAuthProperties properties, @JwtAuthBean Clock clock) {
		return new Freshness(properties.session().freshFor(), clock);
	}

	/**
	 * Spring Security takes a lone encoder by its type, for the host's users, too, even
	 * when it is marked as ours. Beside this one it is not alone, and Spring Security
	 * goes on with its own default, which this is.
	 */
	@Bean(defaultCandidate = false)
	@Conditional(LoneEncoderCondition.class)
	PasswordEncoder jwtAuthHostPasswordEncoder() {
		return PasswordEncoderFactories.createDelegatingPasswordEncoder();
	}

	/** Longer than any access token is accepted: its life, the skew, and some. */
	static Duration retention(AccessTokenSettings settings) {
		return settings.lifetime().plus(Duration.ofMinutes(2));
	}

}
