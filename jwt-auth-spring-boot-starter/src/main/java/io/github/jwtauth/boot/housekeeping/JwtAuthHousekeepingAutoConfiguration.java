package io.github.jwtauth.boot.housekeeping;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.ExpiredRows;
import io.github.jwtauth.Leases;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.HealthCheck;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore;
import io.github.jwtauth.privacy.DueDeletions;
import io.github.jwtauth.session.RevocationFeed;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.token.SigningKeyRing;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Keeps this node up to date and the tables small.
 */
@AutoConfiguration(afterName = { "io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration",
		"io.github.jwtauth.boot.jpa.JwtAuthStoresAutoConfiguration" })
@ConditionalOnBean({ SessionStore.class, Transactions.class })
@ConditionalOnBooleanProperty(name = "jwtauth.housekeeping.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HousekeepingProperties.class)
public final class JwtAuthHousekeepingAutoConfiguration {

	private static final Duration KEYS = Duration.ofMinutes(1);

	@Bean
	Housekeeping jwtAuthHousekeeping(HousekeepingProperties properties, SessionStore sessions,
			Transactions transactions, @JwtAuthBean Clock clock, ObjectProvider<Leases> leases,
			ObjectProvider<RevocationFeed> feed, ObjectProvider<SigningKeyRing> keys,
			ObjectProvider<OneTimeTokenStore> oneTimeTokens, ObjectProvider<ExpiredRows> more,
			ObjectProvider<DueDeletions> deletions) {
		List<Runnable> first = new ArrayList<>();
		List<Chore> chores = new ArrayList<>();
		feed.ifAvailable((present) -> {
			RevocationReading reading = new RevocationReading(present, clock);
			first.add(reading::reload);
			chores.add(reading);
		});
		keys.ifAvailable((ring) -> chores.add(Chore.every("signing-keys", KEYS, ring::refresh)));
		List<ExpiredRows> expired = new ArrayList<>(List.of(sessions::purge));
		oneTimeTokens.ifAvailable((store) -> expired.add(store::purge));
		more.orderedStream().forEach(expired::add);
		Leases nodes = leases.getIfAvailable(Leases::singleNode);
		chores.add(new Purge(expired, transactions, nodes, clock, properties.purgeInterval()));
		deletions.ifAvailable((due) -> chores.add(new Deletions(due, nodes, properties.purgeInterval())));
		return new Housekeeping(first, chores);
	}

	@Bean
	@ConditionalOnBean(RevocationFeed.class)
	HealthCheck jwtAuthRevocationHealthCheck(RevocationFeed feed) {
		return new RevocationHealthCheck(feed);
	}

}
