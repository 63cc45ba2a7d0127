package io.github.jwtauth.boot.audit;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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
import io.github.jwtauth.boot.http.CallGuard;
import io.github.jwtauth.boot.http.ClientAddress;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.RequestIds;
import io.github.jwtauth.privacy.PersonalDataContributor;

import org.springframework.beans.factory.ListableBeanFactory;
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
import org.springframework.context.annotation.Primary;
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

	private static final String EVENTS = "jwtAuthAuditedEvents";

	/** Says that there is none. */
	@Bean
	@ConditionalOnBooleanProperty(name = ENABLED, havingValue = false)
	DoctorSection jwtAuthNoAuditDoctor() {
		return new DoctorSection() {

			@Override
			public String name() {
				return "audit";
			}

			@Override
			public Map<String, Object> facts() {
				return Map.of("enabled", false);
			}

			@Override
			public List<String> warnings() {
				return List.of("Security events are published but not kept (jwtauth.audit.enabled=false). "
						+ "Somebody else should keep them.");
			}

		};
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

		/** In front of whoever publishes: the built-in one, or the host's. */
		@Bean(EVENTS)
		@Primary
		AuthEventPublisher jwtAuthAuditedEvents(AuditTrail trail, ListableBeanFactory beanFactory) {
			List<String> others = Arrays.stream(beanFactory.getBeanNamesForType(AuthEventPublisher.class))
				.filter((name) -> !name.equals(EVENTS))
				.toList();
			if (others.size() != 1) {
				throw new IllegalStateException("One bean publishes events, but there are " + others);
			}
			return new AuditedPublisher(trail, beanFactory.getBean(others.get(0), AuthEventPublisher.class));
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
		CallGuard jwtAuthRefusedCalls(AuthEventPublisher events, @JwtAuthBean Clock clock) {
			return new RefusedCalls(events, clock);
		}

		@Bean
		AuditController jwtAuthAuditController(AuditStore store, ObjectProvider<AuditVerification> verification,
				AuthEventPublisher events, @JwtAuthBean Clock clock) {
			return new AuditController(store, verification.getIfAvailable(), events, clock);
		}

	}

}
