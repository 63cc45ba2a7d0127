package io.github.jwtauth.boot.audit;

import java.time.Clock;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.ExpiredRows;
import io.github.jwtauth.Leases;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.audit.AuditAnchor;
import io.github.jwtauth.audit.AuditChain;
import io.github.jwtauth.audit.AuditMacs;
import io.github.jwtauth.audit.AuditRetention;
import io.github.jwtauth.audit.AuditSealer;
import io.github.jwtauth.audit.AuditSettings;
import io.github.jwtauth.audit.AuditVerification;
import io.github.jwtauth.boot.JwtAuthBean;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The chain over the built-in store.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(AuditChain.class)
class ChainConfiguration {

	@Bean
	AuditMacs jwtAuthAuditMacs(SecretKeys keys) {
		return new AuditMacs(keys);
	}

	@Bean
	AuditAnchor jwtAuthAuditAnchor() {
		return new AuditAnchor();
	}

	@Bean
	AuditSealer jwtAuthAuditSealer(AuditChain chain, AuditMacs macs, AuditAnchor anchor, Transactions transactions,
			@JwtAuthBean Clock clock) {
		return new AuditSealer(chain, macs, anchor, transactions, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	AuditVerification jwtAuthAuditVerification(AuditChain chain, AuditMacs macs, AuditAnchor anchor,
			AuthEventPublisher events, @JwtAuthBean Clock clock) {
		return new AuditVerification(chain, macs, anchor, events, clock);
	}

	@Bean
	ExpiredRows jwtAuthAuditRetention(AuditChain chain, AuditMacs macs, AuditSettings settings,
			@JwtAuthBean Clock clock) {
		return new AuditRetention(chain, macs, settings, clock);
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "jwtauth.housekeeping.enabled", matchIfMissing = true)
	AuditChores jwtAuthAuditChores(AuditSealer sealer, AuditVerification verification, AuditAnchor anchor,
			ObjectProvider<Leases> leases) {
		return new AuditChores(sealer, verification, anchor, leases.getIfAvailable(Leases::singleNode));
	}

}
