package io.github.jwtauth.boot.autoconfigure;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.mfa.DeviceHash;
import io.github.jwtauth.mfa.MfaMode;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.mfa.MfaStore;
import io.github.jwtauth.mfa.RememberedDevice;
import io.github.jwtauth.mfa.RememberedDeviceStore;
import io.github.jwtauth.mfa.StoredRecoveryCode;
import io.github.jwtauth.mfa.StoredTotp;
import io.github.jwtauth.protection.LoginFailureKey;
import io.github.jwtauth.protection.LoginFailureStore;
import io.github.jwtauth.protection.LoginFailures;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Stands in for the stores of second factors where nobody has one: a host with stores of
 * its own that says {@code jwtauth.mfa.mode=disabled} needs none of them.
 */
final class NoFactors implements MfaStore, RememberedDeviceStore, LoginFailureStore {

	private static final NoFactors INSTANCE = new NoFactors();

	private NoFactors() {
	}

	static MfaStore factors(ObjectProvider<MfaStore> store, MfaSettings settings) {
		return isNeeded(settings) ? store.getObject() : store.getIfAvailable(() -> INSTANCE);
	}

	static RememberedDeviceStore devices(ObjectProvider<RememberedDeviceStore> store, MfaSettings settings) {
		return isNeeded(settings) ? store.getObject() : store.getIfAvailable(() -> INSTANCE);
	}

	static LoginFailureStore failures(ObjectProvider<LoginFailureStore> store, MfaSettings settings) {
		return isNeeded(settings) ? store.getObject() : store.getIfAvailable(() -> INSTANCE);
	}

	private static boolean isNeeded(MfaSettings settings) {
		return settings.mode() != MfaMode.DISABLED;
	}

	@Override
	public Optional<StoredTotp> findTotp(AccountId accountId) {
		return Optional.empty();
	}

	@Override
	public boolean putPending(AccountId accountId, StoredTotp totp) {
		return false;
	}

	@Override
	public boolean activate(AccountId accountId, UUID seedId, long step, Instant at) {
		return false;
	}

	@Override
	public boolean consumeStep(AccountId accountId, UUID seedId, long step) {
		return false;
	}

	@Override
	public boolean removeTotp(AccountId accountId) {
		return false;
	}

	@Override
	public long countActive() {
		return 0;
	}

	@Override
	public List<StoredRecoveryCode> findRecoveryCodes(AccountId accountId) {
		return List.of();
	}

	@Override
	public void replaceRecoveryCodes(AccountId accountId, List<StoredRecoveryCode> codes) {
	}

	@Override
	public boolean consumeRecoveryCode(AccountId accountId, UUID codeId) {
		return false;
	}

	@Override
	public int purgePending(Instant createdBefore, int limit) {
		return 0;
	}

	@Override
	public void insert(AccountId owner, DeviceHash hash, RememberedDevice device) {
	}

	@Override
	public Optional<Instant> use(AccountId owner, DeviceHash hash, Instant now) {
		return Optional.empty();
	}

	@Override
	public Optional<UUID> find(AccountId owner, DeviceHash hash, Instant now) {
		return Optional.empty();
	}

	@Override
	public List<RememberedDevice> findLive(AccountId owner, Instant now) {
		return List.of();
	}

	@Override
	public boolean remove(AccountId owner, UUID id) {
		return false;
	}

	@Override
	public Optional<LoginFailures> find(LoginFailureKey key) {
		return Optional.empty();
	}

	@Override
	public boolean insertIfAbsent(LoginFailureKey key, @Nullable AccountId owner, LoginFailures first) {
		return false;
	}

	@Override
	public boolean replace(LoginFailureKey key, LoginFailures expected, LoginFailures next) {
		return false;
	}

	@Override
	public void remove(LoginFailureKey key) {
	}

	@Override
	public void settle(LoginFailureKey key, Instant since) {
	}

	@Override
	public void giveBack(LoginFailureKey key, Instant since, @Nullable Instant block, @Nullable Instant before) {
	}

	@Override
	public Optional<Instant> findLatestBlock(Collection<LoginFailureKey> keys) {
		return Optional.empty();
	}

	@Override
	public int removeAll(Collection<LoginFailureKey> keys) {
		return 0;
	}

	@Override
	public int removeAll(AccountId owner) {
		return 0;
	}

	@Override
	public int purge(Instant now, int limit) {
		return 0;
	}

}
