package io.github.jwtauth.mfa;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.Device;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.Transactions;

/**
 * Devices that have proven the second factor and are not asked for it for a while. A
 * device is found by the token that it is recognised by at a login (decision 14): that
 * token alone gives nothing, it has to be remembered here as well, where its owner sees
 * it and can forget it. Safe for use by many threads.
 */
public final class RememberedDevices {

	/** Most devices of one account; the oldest make way. */
	public static final int MOST = 20;

	private final RememberedDeviceStore store;

	private final MfaSettings settings;

	private final Transactions transactions;

	private final AuthEventPublisher events;

	private final RandomBytes random;

	private final Clock clock;

	public RememberedDevices(RememberedDeviceStore store, MfaSettings settings, Transactions transactions,
			AuthEventPublisher events, RandomBytes random, Clock clock) {
		this.store = store;
		this.settings = settings;
		this.transactions = transactions;
		this.events = events;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * Whether devices can be remembered at all.
	 * @return {@code false} where {@code jwtauth.mfa.remember-device} is zero
	 */
	public boolean isOn() {
		return !this.settings.rememberDevice().isZero();
	}

	/**
	 * Whether a device need not be asked: it has proven the factor when it was
	 * remembered, and not since (requirement R-18).
	 * @param owner whose
	 * @param deviceToken what it is recognised by, which the caller has verified
	 * @return when it was remembered, or empty when it is to be asked
	 */
	public Optional<Instant> remembers(AccountId owner, Secret deviceToken) {
		return isOn() ? this.store.use(owner, hash(deviceToken), this.clock.instant()) : Optional.empty();
	}

	/**
	 * Remembers a device. Joins the transaction of the login that has proven the factor;
	 * the caller holds the subject's lock.
	 * @param owner whose
	 * @param deviceToken a new one, which the device gets with the answer
	 * @param device what is shown of it
	 */
	public void remember(AccountId owner, Secret deviceToken, Device device) {
		Instant now = this.clock.instant();
		this.store.insert(owner, hash(deviceToken), new RememberedDevice(this.random.nextUuid(), device, now, now,
				now.plus(this.settings.rememberDevice())));
		List<RememberedDevice> live = this.store.findLive(owner, now);
		live.stream().limit(Math.max(0, live.size() - MOST)).forEach((oldest) -> this.store.remove(owner, oldest.id()));
		this.events.publish(new DeviceRemembered(now, owner, device));
	}

	/**
	 * The devices that are not asked.
	 * @param owner whose
	 * @return oldest first
	 */
	public List<RememberedDevice> list(AccountId owner) {
		return this.store.findLive(owner, this.clock.instant());
	}

	/**
	 * Which of them a caller shows to be; opens nothing.
	 * @param owner whose it must be
	 * @param deviceToken what a device shows
	 * @return the device, or empty when it is none of them
	 */
	public Optional<UUID> find(AccountId owner, Secret deviceToken) {
		return this.store.find(owner, hash(deviceToken), this.clock.instant());
	}

	/**
	 * Lets a device be asked again.
	 * @param owner whose it must be
	 * @param id which
	 * @return whether there was such a device
	 */
	public boolean forget(AccountId owner, UUID id) {
		return this.transactions.join(() -> {
			boolean forgotten = this.store.remove(owner, id);
			if (forgotten) {
				this.events.publish(new DeviceForgotten(this.clock.instant(), owner));
			}
			return forgotten;
		});
	}

	/**
	 * Lets every device be asked again: a credential or the factor has changed, or the
	 * account is gone. Joins the running transaction.
	 * @param owner whose
	 */
	public void forgetAll(AccountId owner) {
		this.store.removeAll(owner);
	}

	/** Of full entropy: nothing is gained by a key. */
	private static DeviceHash hash(Secret deviceToken) {
		try {
			return new DeviceHash(
					MessageDigest.getInstance("SHA-256").digest(deviceToken.reveal().getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
