package io.github.jwtauth.protection;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.Device;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.protection.CredentialStuffingSuspected.Sign;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches failed logins for signs of stolen lists of passwords (requirement R-29). Counts
 * in the rate limiter, which is bounded and shared by all nodes where it is kept in
 * Redis; its budgets refill little by little, so the numbers are about right. Says
 * nothing where devices are not collected. Never fails a login. Safe for use by many
 * threads.
 */
public final class SuspiciousTraffic {

	private static final Logger logger = LoggerFactory.getLogger(SuspiciousTraffic.class);

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

	private static final RateLimit OF_ADDRESS = new RateLimit("failed-logins-of-address", 9, HOUR);

	private static final RateLimit ADDRESS_TOLD = new RateLimit("failed-logins-of-address-told", 1, HOUR);

	private static final RateLimit OF_ACCOUNT = new RateLimit("failed-logins-of-account", 1, TEN_MINUTES);

	private static final RateLimit OF_NETWORK = new RateLimit("failed-accounts-of-network", 49, TEN_MINUTES);

	private static final RateLimit NETWORK_TOLD = new RateLimit("failed-accounts-of-network-told", 1, TEN_MINUTES);

	private final @Nullable RateLimiter limiter;

	private final FailureKeys keys;

	private final AuthEventPublisher events;

	private final Clock clock;

	/**
	 * Wires the watch.
	 * @param limiter counts; {@code null} where there is none, and then nobody watches
	 * @param keys so that the limiter is told no identifiers
	 * @param events where suspicions go
	 * @param clock the time
	 */
	public SuspiciousTraffic(@Nullable RateLimiter limiter, SecretKeys keys, AuthEventPublisher events, Clock clock) {
		this.limiter = limiter;
		this.keys = new FailureKeys(keys);
		this.events = events;
		this.clock = clock;
	}

	/**
	 * A login has failed.
	 * @param identifier what was tried, in canonical form
	 * @param device where from
	 */
	public void failed(String identifier, Device device) {
		String address = device.ipAddress();
		if (this.limiter == null || address == null) {
			return;
		}
		try {
			watch(this.limiter, identifier, address, device);
		}
		catch (RuntimeException ex) {
			logger.warn("Failed logins could not be counted; nobody will suspect their sender", ex);
		}
	}

	private void watch(RateLimiter counts, String identifier, String address, Device device) {
		String caller = Neighbourhood.ofOneCaller(address).orElse(address);
		if (isFull(counts, OF_ADDRESS, caller) && counts.consume(ADDRESS_TOLD, caller).allowed()) {
			suspect(device, Sign.ONE_ADDRESS);
		}
		Optional<String> network = Neighbourhood.of(address);
		if (network.isPresent() && counts.consume(OF_ACCOUNT, network.get() + nameOf(identifier)).allowed()
				&& isFull(counts, OF_NETWORK, network.get()) && counts.consume(NETWORK_TOLD, network.get()).allowed()) {
			suspect(device, Sign.MANY_ACCOUNTS);
		}
	}

	private String nameOf(String identifier) {
		return HexFormat.of().formatHex(this.keys.ofIdentifier(identifier).bytes());
	}

	private static boolean isFull(RateLimiter counts, RateLimit limit, String key) {
		return !counts.consume(limit, key).allowed();
	}

	private void suspect(Device device, Sign sign) {
		this.events.publish(new CredentialStuffingSuspected(this.clock.instant(), device, sign));
	}

}
