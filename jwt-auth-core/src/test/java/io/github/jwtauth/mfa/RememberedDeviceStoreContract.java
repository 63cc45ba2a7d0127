package io.github.jwtauth.mfa;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.DeviceType;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.TestRace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link RememberedDeviceStore} promises, for every implementation: extend it,
 * answer {@link #store()} and run transactions.
 */
public abstract class RememberedDeviceStoreContract {

	private static final int THREADS = 20;

	private static final Device DEVICE = new Device("Ada's laptop", DeviceType.DESKTOP, "Firefox", "Linux", null,
			"203.0.113.7", null, null);

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private final AccountId owner = new AccountId(UUID.randomUUID());

	private final AccountId somebodyElse = new AccountId(UUID.randomUUID());

	/**
	 * The store under test.
	 * @return the same one whenever it is asked during a test
	 */
	protected abstract RememberedDeviceStore store();

	/**
	 * Runs calls of the store in one READ COMMITTED transaction, as
	 * {@code Transactions.alone} does; from many threads at once.
	 * @param <T> what the work returns
	 * @param work calls of the store
	 * @return what the work returned, after the commit
	 */
	protected abstract <T> T inTransaction(Supplier<? extends T> work);

	@Test
	void devicesAreListedAsTheyWereRememberedTheOldestFirst() {
		RememberedDevice second = remember(hash(), device(DEVICE, this.now, this.now.plusSeconds(60)));
		RememberedDevice bare = remember(hash(),
				device(Device.unknown(), this.now.minusSeconds(1), this.now.plusSeconds(60)));
		assertThat(store().findLive(this.owner, this.now)).containsExactly(bare, second);
		assertThat(store().findLive(this.somebodyElse, this.now)).isEmpty();
		assertThat(store().findLive(this.owner, this.now.plusSeconds(60))).isEmpty();
	}

	@Test
	void deviceIsUsedByItsOwnerUntilItExpires() {
		DeviceHash hash = hash();
		remember(hash, device(DEVICE, this.now, this.now.plusSeconds(60)));
		Instant later = this.now.plusSeconds(30);
		assertThat(use(this.owner, hash, later)).contains(this.now);
		assertThat(use(this.owner, hash, later)).as("it was remembered once").contains(this.now);
		assertThat(store().findLive(this.owner, later)).singleElement().returns(later, RememberedDevice::lastUsedAt);
		assertThat(use(this.somebodyElse, hash, later)).isEmpty();
		assertThat(use(this.owner, hash(), later)).isEmpty();
		assertThat(use(this.owner, hash, this.now.plusSeconds(60))).isEmpty();
	}

	@Test
	void deviceIsFoundByItsOwnerUntilItExpiresAndIsNotUsedByThat() {
		DeviceHash hash = hash();
		RememberedDevice device = remember(hash, device(DEVICE, this.now, this.now.plusSeconds(60)));
		remember(hash(), device(DEVICE, this.now, this.now.plusSeconds(60)));
		Instant later = this.now.plusSeconds(30);
		assertThat(store().find(this.owner, hash, later)).contains(device.id());
		assertThat(store().findLive(this.owner, later)).contains(device);
		assertThat(store().find(this.somebodyElse, hash, later)).isEmpty();
		assertThat(store().find(this.owner, hash(), later)).isEmpty();
		assertThat(store().find(this.owner, hash, this.now.plusSeconds(60))).isEmpty();
	}

	@Test
	void deviceThatIsUsedTwiceAtOnceIsRememberedBothTimes() {
		DeviceHash hash = hash();
		remember(hash, device(DEVICE, this.now, this.now.plusSeconds(60)));
		assertThat(use(this.owner, hash, this.now)).contains(this.now);
		assertThat(use(this.owner, hash, this.now)).contains(this.now);
		assertThat(TestRace.of(THREADS, () -> use(this.owner, hash, this.now))).containsOnly(Optional.of(this.now));
	}

	@Test
	void deviceThatIsRememberedAgainIsThereOnce() {
		DeviceHash hash = hash();
		remember(hash, device(DEVICE, this.now, this.now.plusSeconds(60)));
		RememberedDevice again = remember(hash, device(DEVICE, this.now.plusSeconds(1), this.now.plusSeconds(90)));
		assertThat(store().findLive(this.owner, this.now)).containsExactly(again);
	}

	@Test
	void deviceIsForgottenByItsOwnerOnly() {
		DeviceHash hash = hash();
		RememberedDevice device = remember(hash, device(DEVICE, this.now, this.now.plusSeconds(60)));
		assertThat(inTransaction(() -> store().remove(this.somebodyElse, device.id()))).isFalse();
		assertThat(inTransaction(() -> store().remove(this.owner, device.id()))).isTrue();
		assertThat(inTransaction(() -> store().remove(this.owner, device.id()))).isFalse();
		assertThat(use(this.owner, hash, this.now)).isEmpty();
	}

	@Test
	void ofManyWhoForgetADeviceOneDoes() {
		RememberedDevice device = remember(hash(), device(DEVICE, this.now, this.now.plusSeconds(60)));
		assertThat(TestRace.of(THREADS, () -> inTransaction(() -> store().remove(this.owner, device.id()))))
			.containsOnlyOnce(true)
			.contains(false);
	}

	@Test
	void allOfAnOwnerAreForgotten() {
		remember(hash(), device(DEVICE, this.now, this.now.plusSeconds(60)));
		remember(hash(), device(DEVICE, this.now, this.now.plusSeconds(60)));
		inTransaction(() -> {
			store().insert(this.somebodyElse, hash(), device(DEVICE, this.now, this.now.plusSeconds(60)));
			return true;
		});
		assertThat(inTransaction(() -> store().removeAll(this.owner))).isEqualTo(2);
		assertThat(store().findLive(this.owner, this.now)).isEmpty();
		assertThat(store().findLive(this.somebodyElse, this.now)).hasSize(1);
	}

	@Test
	void expiredDevicesArePurgedAFewAtATime() {
		Instant longAgo = this.now.minus(Duration.ofDays(3650));
		for (int i = 0; i < 3; i++) {
			remember(hash(), device(DEVICE, longAgo.minusSeconds(60), longAgo));
		}
		RememberedDevice live = remember(hash(), device(DEVICE, longAgo, longAgo.plusSeconds(60)));
		assertThat(inTransaction(() -> store().purge(longAgo.minusSeconds(1), 10))).isZero();
		assertThat(inTransaction(() -> store().purge(longAgo, 2))).isEqualTo(2);
		assertThat(inTransaction(() -> store().purge(longAgo, 2))).isEqualTo(1);
		assertThat(store().findLive(this.owner, longAgo)).containsExactly(live);
		inTransaction(() -> store().removeAll(this.owner));
	}

	private RememberedDevice remember(DeviceHash hash, RememberedDevice device) {
		return inTransaction(() -> {
			store().insert(this.owner, hash, device);
			return device;
		});
	}

	private Optional<Instant> use(AccountId whose, DeviceHash hash, Instant at) {
		return inTransaction(() -> store().use(whose, hash, at));
	}

	private static RememberedDevice device(Device device, Instant at, Instant until) {
		return new RememberedDevice(UUID.randomUUID(), device, at, at, until);
	}

	private static DeviceHash hash() {
		return new DeviceHash(RandomBytes.secure().next(32));
	}

}
