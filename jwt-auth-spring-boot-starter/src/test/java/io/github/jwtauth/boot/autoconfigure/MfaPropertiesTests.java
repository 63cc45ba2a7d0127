package io.github.jwtauth.boot.autoconfigure;

import java.time.Duration;
import java.util.Set;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.EndpointSettings;
import io.github.jwtauth.mfa.FactorGuesses;
import io.github.jwtauth.mfa.MfaMode;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.mfa.RecoveryCodes;
import io.github.jwtauth.mfa.RememberedDevices;
import io.github.jwtauth.mfa.SecondFactors;
import io.github.jwtauth.mfa.TotpEnrollment;
import io.github.jwtauth.mfa.TotpFactors;
import io.github.jwtauth.protection.FactorBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class MfaPropertiesTests {

	private final WebApplicationContextRunner runner = TestStarter.runner();

	@Test
	void whoeverWantsHasOne() {
		this.runner.run((context) -> {
			assertThat(context.getBean(MfaSettings.class))
				.isEqualTo(new MfaSettings(MfaMode.OPTIONAL, Set.of(), Duration.ofDays(30), "application"));
			assertThat(context.getBean(EndpointSettings.class).isEnabled(AuthEndpoint.MFA_VERIFY)).isTrue();
			assertThat(context).hasBean("jwtAuthTotpController").hasBean("jwtAuthFactorController");
		});
	}

	@Test
	void everythingCanBeSaidOtherwise() {
		this.runner
			.withPropertyValues("jwtauth.mfa.mode=required", "jwtauth.mfa.required-roles=ADMIN,CLERK",
					"jwtauth.mfa.remember-device=0s", "jwtauth.mfa.issuer=My Shop")
			.run((context) -> {
				assertThat(context.getBean(MfaSettings.class))
					.isEqualTo(new MfaSettings(MfaMode.REQUIRED, Set.of("ADMIN", "CLERK"), Duration.ZERO, "My Shop"));
				assertThat(context.getBean(RememberedDevices.class).isOn()).isFalse();
			});
	}

	@Test
	void theNameOfTheApplicationIsTheIssuer() {
		this.runner.withPropertyValues("spring.application.name=shop: berlin")
			.run((context) -> assertThat(context.getBean(MfaSettings.class).issuer()).isEqualTo("shop  berlin"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":", " : " })
	void anApplicationWithoutANameStartsAllTheSame(String name) {
		this.runner.withPropertyValues("spring.application.name=" + name)
			.run((context) -> assertThat(context.getBean(MfaSettings.class).issuer()).isEqualTo("application"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "mfaStore", "rememberedDeviceStore", "loginFailureStore" })
	void factorsNeedTheirStoresOrToBeSwitchedOff(String store) {
		WebApplicationContextRunner without = this.runner.withPropertyValues("jwtauth.lockout.mode=off")
			.withInitializer((context) -> context.addBeanFactoryPostProcessor((beans) -> {
				((BeanDefinitionRegistry) beans).removeBeanDefinition("sealedFactorStore");
				((BeanDefinitionRegistry) beans).removeBeanDefinition(store);
			}));
		without.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOfSatisfying(JwtAuthConfigurationException.class,
					(refused) -> assertThat(refused.problems()).singleElement().satisfies((problem) -> {
						assertThat(problem.description()).containsIgnoringCase(store);
						assertThat(problem.line()).isEqualTo("jwtauth.mfa.mode=disabled");
					})));
		without.withPropertyValues("jwtauth.mfa.mode=disabled").run((context) -> {
			assertThat(context).hasNotFailed();
			context.getBean(FactorBudget.class).forgive(AccountId.random(RandomBytes.secure()));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "jwtauth.mfa.mode=disabled", "jwtauth.endpoints.mfa.enabled=false" })
	void switchedOffNoneOfItsEndpointsIsOurs(String property) {
		this.runner.withPropertyValues(property).run((context) -> {
			EndpointSettings settings = context.getBean(EndpointSettings.class);
			assertThat(settings.enabled()).extracting(AuthEndpoint::group).contains("login").doesNotContain("mfa");
		});
	}

	@Test
	void hostsOwnSettingsDecideAlsoAboutTheEndpoints() {
		MfaSettings own = new MfaSettings(MfaMode.DISABLED, Set.of(), Duration.ZERO, "own");
		this.runner.withBean(MfaSettings.class, () -> own).run((context) -> {
			assertThat(context.getBean(MfaSettings.class)).isSameAs(own);
			assertThat(context.getBean(EndpointSettings.class).isEnabled(AuthEndpoint.MFA)).isFalse();
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { TotpFactors.class, RecoveryCodes.class, SecondFactors.class, RememberedDevices.class,
			FactorBudget.class, FactorGuesses.class, TotpEnrollment.class })
	<T> void hostsOwnStepReplacesOurs(Class<T> type) {
		T own = Mockito.mock(type);
		this.runner.withBean("own", type, () -> own).run((context) -> assertThat(context.getBean(type)).isSameAs(own));
	}

}
