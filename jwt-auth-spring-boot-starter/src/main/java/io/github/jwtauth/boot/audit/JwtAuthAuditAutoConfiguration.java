package io.github.jwtauth.boot.audit;

import java.time.Clock;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.audit.AuditChain;
import io.github.jwtauth.audit.AuditContext;
import io.github.jwtauth.audit.AuditSettings;
import io.github.jwtauth.audit.AuditStore;
import io.github.jwtauth.audit.AuditTrail;
import io.github.jwtauth.audit.AuditVerification;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.AuthEventObserver;
import io.github.jwtauth.boot.http.CallGuard;
import io.github.jwtauth.boot.http.ClientAddress;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.RequestIds;
import io.github.jwtauth.privacy.PersonalDataContributor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Keeps the audit trail, wherever its store is.
 */
@AutoConfiguration(afterName = { "io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration",
		"io.github.jwtauth.boot.http.JwtAuthHttpAutoConfiguration",
		"io.github.jwtauth.boot.jpa.JwtAuthStoresAutoConfiguration" })
@EnableConfigurationProperties(AuditProperties.class)
public final class JwtAuthAuditAutoConfiguration {

	private static final String ENABLED = "jwtauth.audit.enabled";

	/** Says that there is none. */
	@Bean
	@ConditionalOnBooleanProperty(name = ENABLED, havingValue = false)
	DoctorSection jwtAuthNoAuditDoctor() {
		return new NoAuditDoctor(false, ENABLED + "=false");
	}

	/** Says that nobody keeps it: a host with stores of its own has to bring this one. */
	@Bean
	@ConditionalOnBooleanProperty(name = ENABLED, matchIfMissing = true)
	@ConditionalOnMissingBean(AuditStore.class)
	DoctorSection jwtAuthUnkeptAuditDoctor() {
		return new NoAuditDoctor(true, "there is no bean of the type AuditStore");
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = ENABLED, matchIfMissing = true)
	@ConditionalOnBean({ AuditStore.class, Transactions.class })
	@Import(ChainConfiguration.class)
	static class Kept {

		@Bean
		AuditSettings jwtAuthAuditSettings(AuditProperties properties) {
			return properties.settings();
		}

		@Bean
		AuditBuffer jwtAuthAuditBuffer(AuditStore store, Transactions transactions) {
			return new AuditBuffer(store, transactions);
		}

		/** Without a web server nobody asks, and everything is done by the system. */
		@Bean
		@ConditionalOnMissingBean
		AuditContext jwtAuthAuditContext(ObjectProvider<ClientAddress> addresses, ObjectProvider<RequestIds> requestIds,
				Environment environment) {
			ClientAddress address = addresses.getIfAvailable();
			RequestIds ids = requestIds.getIfAvailable();
			boolean collect = environment.getProperty("jwtauth.device.collect", Boolean.class, true);
			return (address != null && ids != null) ? new RequestAuditContext(address, ids, collect)
					: () -> AuditContext.Circumstances.NONE;
		}

		@Bean
		@ConditionalOnMissingBean
		AuditTrail jwtAuthAuditTrail(AuditStore store, AuditBuffer buffer, AuditContext context, AuditSettings settings,
				RandomBytes random) {
			return new AuditTrail(store, buffer, context, settings, random);
		}

		@Bean
		AuthEventObserver jwtAuthAuditObserver(AuditTrail trail) {
			return new AuditObserver(trail);
		}

		@Bean
		PersonalDataContributor jwtAuthAuditedPersonalData(AuditStore store) {
			return new AuditedPersonalData(store);
		}

		@Bean
		DoctorSection jwtAuthAuditDoctor(AuditSettings settings, AuditBuffer buffer, ObjectProvider<AuditChain> chain,
				ObjectProvider<AuditVerification> verification, @JwtAuthBean Clock clock) {
			AuditChain present = chain.getIfAvailable();
			AuditVerification verifying = verification.getIfAvailable();
			return new AuditDoctor(settings, buffer,
					(present != null && verifying != null) ? new AuditDoctor.Chained(present, verifying) : null, clock);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = ENABLED, matchIfMissing = true)
	@ConditionalOnBean({ AuditStore.class, Transactions.class })
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class Served {

		@Bean
		AuditController jwtAuthAuditController(AuditStore store, ObjectProvider<AuditVerification> verification,
				AuthEventPublisher events, @JwtAuthBean Clock clock) {
			return new AuditController(store, verification.getIfAvailable(), events, clock);
		}

	}

	/** Told to listeners, whether or not anything is kept. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(AuthEventPublisher.class)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class Told {

		@Bean
		CallGuard jwtAuthRefusedCalls(AuthEventPublisher events, @JwtAuthBean Clock clock) {
			return new RefusedCalls(events, clock);
		}

	}

}
