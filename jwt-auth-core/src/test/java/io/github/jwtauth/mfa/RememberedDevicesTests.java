package io.github.jwtauth.mfa;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestEvents;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Devices that are not asked for the second factor for a while.
 */
class RememberedDevicesTests {

	private static final Secret TOKEN = Secret.of("a device token");

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final MovableClock clock = MovableClock.atNoon();

	private final TestEvents events = new TestEvents(this.transactions);

	private final InMemoryRememberedDeviceStore store = new InMemoryRememberedDeviceStore(this.transactions);

	private final RememberedDevices devices = forDays(30);

	private final AccountId ada = new AccountId(UUID.randomUUID());

	@Test
	void deviceIsNotAskedForThirtyDaysHoweverOftenItIsUsed() {
		remember(TOKEN);
		this.clock.advance(Duration.ofDays(29));
		assertThat(this.devices.remembers(this.ada, TOKEN)).isPresent();
		assertThat(this.devices.list(this.ada)).singleElement()
			.returns(this.clock.instant(), RememberedDevice::lastUsedAt)
			.returns(TestDevices.laptop(), RememberedDevice::device);
		this.clock.advance(Duration.ofDays(1));
		assertThat(this.devices.remembers(this.ada, TOKEN)).isEmpty();
		assertThat(this.devices.list(this.ada)).isEmpty();
	}

	@Test
	void tokenOfOneAccountIsNothingForAnother() {
		remember(TOKEN);
		assertThat(this.devices.remembers(new AccountId(UUID.randomUUID()), TOKEN)).isEmpty();
		assertThat(this.devices.remembers(this.ada, Secret.of("another token"))).isEmpty();
	}

	@Test
	void oldestMakesWayForTheTwentyFirst() {
		for (int i = 0; i < RememberedDevices.MOST + 1; i++) {
			remember(Secret.of("token " + i));
			this.clock.advance(Duration.ofSeconds(1));
		}
		assertThat(this.devices.list(this.ada)).hasSize(RememberedDevices.MOST);
		assertThat(this.devices.remembers(this.ada, Secret.of("token 0"))).isEmpty();
		assertThat(this.devices.remembers(this.ada, Secret.of("token 1"))).isPresent();
		assertThat(this.devices.remembers(this.ada, Secret.of("token 20"))).isPresent();
	}

	@Test
	void deviceThatIsRememberedAgainTakesOnePlace() {
		for (int i = 0; i < 30; i++) {
			remember(TOKEN);
		}
		assertThat(this.devices.list(this.ada)).hasSize(1);
	}

	@Test
	void zeroRemembersNoneAndForgetsThoseOfBefore() {
		remember(TOKEN);
		RememberedDevices off = forDays(0);
		assertThat(off.isOn()).isFalse();
		assertThat(off.remembers(this.ada, TOKEN)).isEmpty();
	}

	@Test
	void ownerForgetsADevice() {
		remember(TOKEN);
		UUID id = this.devices.list(this.ada).get(0).id();
		assertThat(this.devices.forget(new AccountId(UUID.randomUUID()), id)).isFalse();
		assertThat(this.devices.forget(this.ada, id)).isTrue();
		assertThat(this.devices.forget(this.ada, id)).isFalse();
		assertThat(this.devices.remembers(this.ada, TOKEN)).isEmpty();
		assertThat(this.events.of(DeviceForgotten.class)).hasSize(1);
		assertThat(this.events.outside()).isEmpty();
	}

	@Test
	void allAreForgottenAtOnce() {
		List.of("one", "two", "three").forEach((token) -> remember(Secret.of(token)));
		this.devices.forgetAll(this.ada);
		assertThat(this.devices.list(this.ada)).isEmpty();
	}

	private void remember(Secret token) {
		this.transactions.join(() -> {
			this.devices.remember(this.ada, token, TestDevices.laptop());
			return true;
		});
	}

	private RememberedDevices forDays(int days) {
		return new RememberedDevices(this.store,
				new MfaSettings(MfaMode.OPTIONAL, Set.of(), Duration.ofDays(days), "Shop"), this.transactions,
				this.events, RandomBytes.secure(), this.clock);
	}

}
