package io.github.jwtauth.mfa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AccountId;

/**
 * Where remembered devices are kept. Implementations are safe for use by many threads and
 * join the running transaction; a host that keeps them elsewhere proves its store with
 * {@code RememberedDeviceStoreContract} of the test-jar.
 */
public interface RememberedDeviceStore {

	/**
	 * Remembers a device, in place of what was remembered of it before. The caller holds
	 * the subject's lock.
	 * @param owner whose
	 * @param hash what it is found by
	 * @param device what is shown of it
	 */
	void insert(AccountId owner, DeviceHash hash, RememberedDevice device);

	/**
	 * Whether a device is remembered, and since when; notes that it was used, and it is
	 * that statement which decides.
	 * @param owner whose
	 * @param hash what it is found by
	 * @param now the present
	 * @return {@link RememberedDevice#createdAt()}, or empty when it is not remembered or
	 * has expired
	 */
	Optional<Instant> use(AccountId owner, DeviceHash hash, Instant now);

	/**
	 * Which of the owner's devices it is; notes nothing.
	 * @param owner whose it must be
	 * @param hash what it is found by
	 * @param now the present
	 * @return the device, or empty when it is not remembered or has expired
	 */
	Optional<UUID> find(AccountId owner, DeviceHash hash, Instant now);

	/**
	 * The devices of an account.
	 * @param owner whose
	 * @param now the present
	 * @return those that have not expired, oldest first
	 */
	List<RememberedDevice> findLive(AccountId owner, Instant now);

	/**
	 * Forgets a device.
	 * @param owner whose it must be
	 * @param id which
	 * @return whether this call forgot it
	 */
	boolean remove(AccountId owner, UUID id);

	/**
	 * Forgets all devices of an account.
	 * @param owner whose
	 * @return how many there were
	 */
	int removeAll(AccountId owner);

	/**
	 * Removes expired ones, a bounded number each time.
	 * @param now the present
	 * @param limit most rows to delete
	 * @return how many were deleted
	 */
	int purge(Instant now, int limit);

}
