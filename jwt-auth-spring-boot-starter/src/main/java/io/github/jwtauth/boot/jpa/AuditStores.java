package io.github.jwtauth.boot.jpa;

import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.audit.AuditChain;
import io.github.jwtauth.audit.AuditMacs;
import io.github.jwtauth.audit.AuditStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/**
 * The trail and its chain, both or none: what a host keeps elsewhere is chained there.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(AuditStore.class)
class AuditStores {

	/** Slices of a host have stores, but no keys until somebody needs them. */
	@Bean
	AuditStore jwtAuthAuditStore(AuthDatabase database, ObjectProvider<SecretKeys> keys) {
		return new JdbcAuditStore(database, SingletonSupplier.of(() -> new AuditMacs(keys.getObject())));
	}

	@Bean
	@ConditionalOnMissingBean
	AuditChain jwtAuthAuditChain(AuthDatabase database) {
		return new JdbcAuditChain(database);
	}

}
