package io.github.jwtauth.boot.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.ExpiredRows;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.http.Doctor;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.JwtAuthDoctorAutoConfiguration;
import io.github.jwtauth.mfa.DeviceHash;
import io.github.jwtauth.mfa.InMemoryMfaStore;
import io.github.jwtauth.mfa.InMemoryRememberedDeviceStore;
import io.github.jwtauth.mfa.MfaStore;
import io.github.jwtauth.mfa.RememberedDevice;
import io.github.jwtauth.mfa.RememberedDeviceStore;
import io.github.jwtauth.mfa.SealedFactorStore;
import io.github.jwtauth.mfa.StoredTotp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of second factors by the clock and by the configuration.
 */
@ExtendWith(OutputCaptureExtension.class)
class MfaConfigurationTests {

	private static final String FORMER = TestSecrets.FIRST.reveal();

	private static final int MANY = 100;

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final InMemoryMfaStore factors = new InMemoryMfaStore(this.transactions);

	private final InMemoryRememberedDeviceStore devices = new InMemoryRememberedDeviceStore(this.transactions);

	private final WebApplicationContextRunner runner = TestStarter.runner()
		.withConfiguration(AutoConfigurations.of(JwtAuthDoctorAutoConfiguration.class))
		.withAllowBeanDefinitionOverriding(true)
		.withBean("mfaStore", MfaStore.class, () -> this.factors)
		.withBean("boxes", SealedFactorStore.class, this.factors::sealed)
		.withBean("rememberedDeviceStore", RememberedDeviceStore.class, () -> this.devices);

	private final AccountId ada = new AccountId(UUID.randomUUID());

	@Test
	void setupsThatNobodyCompletesGoAfterAnHour() {
		Instant now = Instant.now();
		this.factors.putPending(this.ada, totp(now.minus(Duration.ofMinutes(59))));
		AccountId grace = new AccountId(UUID.randomUUID());
		this.factors.putPending(grace, totp(now.minus(Duration.ofMinutes(61))));
		this.runner.run((context) -> {
			assertThat(purge(context, now)).isEqualTo(1);
			assertThat(this.factors.findTotp(this.ada)).isPresent();
			assertThat(this.factors.findTotp(grace)).isEmpty();
		});
	}

	@Test
	void expiredDevicesGo() {
		Instant now = Instant.now();
		this.devices.insert(this.ada, new DeviceHash(new byte[32]), new RememberedDevice(UUID.randomUUID(),
				TestDevices.laptop(), now.minusSeconds(60), now.minusSeconds(60), now));
		this.runner.run((context) -> assertThat(purge(context, now)).isEqualTo(1));
	}

	@Test
	void seedsAreSealedAgainAndTheDoctorCountsWhatIsLeft() { // decision 5
		AtRestEncryption before = new AtRestEncryption(SecretKeys.of(Secret.of(FORMER), List.of()),
				RandomBytes.secure());
		byte[] box = before.seal(new byte[20], "jwtauth_totp.seed_box/" + this.ada);
		Instant now = Instant.now();
		this.factors.putPending(this.ada, new StoredTotp(UUID.randomUUID(), box, 0, now, null));
		this.runner.withPropertyValues("jwtauth.previous-secrets=" + FORMER).run((context) -> {
			DoctorSection secret = context.getBean("jwtAuthSecretSection", DoctorSection.class);
			assertThat(secret.facts()).containsEntry("second_factors_under_previous", 1L);
			assertThat(purge(context, now)).isEqualTo(1);
			assertThat(secret.facts()).containsEntry("second_factors_under_previous", 0L);
		});
	}

	@Test
	void factorsThatNobodyAsksForAreWarnedOf(CapturedOutput output) {
		UUID seedId = UUID.randomUUID();
		this.factors.putPending(this.ada, new StoredTotp(seedId, new byte[] { 1 }, 0, Instant.now(), null));
		this.factors.activate(this.ada, seedId, 0, Instant.now());
		this.runner.run((context) -> {
			assertThat(context.getBean(Doctor.class).warnings()).isEmpty();
			assertThat(section(context).facts()).containsEntry("mode", "optional").containsEntry("active", 1L);
		});
		this.runner.withPropertyValues("jwtauth.mfa.mode=disabled")
			.run((context) -> assertThat(section(context).warnings()).singleElement()
				.asString()
				.contains("jwtauth.mfa.mode=disabled: 1 account"));
		assertThat(output).contains("jwtauth.mfa.mode=disabled: 1 account");
	}

	@Test
	void withoutFactorsNothingIsWarnedOf() {
		this.runner.withPropertyValues("jwtauth.mfa.mode=disabled")
			.run((context) -> assertThat(context.getBean(Doctor.class).warnings()).isEmpty());
	}

	private static DoctorSection section(ApplicationContext context) {
		return context.getBean("jwtAuthMfaDoctorSection", DoctorSection.class);
	}

	private static int purge(ApplicationContext context, Instant now) {
		return List.of("jwtAuthForgottenFactors", "jwtAuthExpiredDevices", "jwtAuthFactorResealing")
			.stream()
			.mapToInt((name) -> context.getBean(name, ExpiredRows.class).remove(now, MANY))
			.sum();
	}

	private static StoredTotp totp(Instant at) {
		return new StoredTotp(UUID.randomUUID(), new byte[] { 1 }, 0, at, null);
	}

}
