package io.github.jwtauth.boot.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.audit.AuditChain;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditPage;
import io.github.jwtauth.audit.AuditQuery;
import io.github.jwtauth.audit.AuditRecord;
import io.github.jwtauth.audit.AuditSettings;
import io.github.jwtauth.audit.AuditStore;
import io.github.jwtauth.audit.AuditTrail;
import io.github.jwtauth.audit.AuditVerification;
import io.github.jwtauth.audit.InMemoryAuditStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.AuthEventObserver;
import io.github.jwtauth.boot.http.CallGuard;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.login.PasswordChangeRequired;
import io.github.jwtauth.onetimetoken.OneTimeTokenRefused;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class JwtAuthAuditAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JwtAuthAuditAutoConfiguration.class))
		.withUserConfiguration(Around.class);

	private final ApplicationContextRunner withStore = this.runner.withBean(InMemoryAuditStore.class);

	@Test
	void theDefaultsAreThoseOfThePage() {
		this.withStore.run((context) -> {
			assertThat(context.getBean(AuditSettings.class)).isEqualTo(new AuditSettings(Duration.ofDays(400), false));
			assertThat(context).hasSingleBean(AuditChores.class);
			assertThat(context.getBean(AuditBuffer.class).isRunning()).isTrue();
			assertThat(doctor(context.getBean(DoctorSection.class))).contains("enabled=true", "retention=PT9600H",
					"persist_refreshes=false", "chained=true");
			assertThat(context.getBean(DoctorSection.class).warnings()).isEmpty();
		});
	}

	@Test
	void offMeansThatNothingIsKeptAndTheDoctorSaysSo() {
		this.withStore.withPropertyValues("jwtauth.audit.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(AuditTrail.class).doesNotHaveBean(AuditBuffer.class);
			assertThat(context).doesNotHaveBean(AuthEventObserver.class);
			assertThat(context.getBean(DoctorSection.class).warnings()).singleElement()
				.asString()
				.contains("jwtauth.audit.enabled=false");
		});
	}

	@Test
	void retentionAndRefreshesAreTheHosts() {
		this.withStore.withPropertyValues("jwtauth.audit.retention=90d", "jwtauth.audit.persist-refreshes=true")
			.run((context) -> assertThat(context.getBean(AuditSettings.class))
				.isEqualTo(new AuditSettings(Duration.ofDays(90), true)));
	}

	@Test
	void aShorterRetentionRefusesToStart() {
		this.withStore.withPropertyValues("jwtauth.audit.retention=89d")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("jwtauth.audit.retention"));
	}

	@Test
	void withoutAStoreNothingIsKeptAndTheDoctorSaysSo() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(AuditTrail.class);
			assertThat(doctor(context.getBean(DoctorSection.class))).contains("enabled=true", "kept=false");
			assertThat(context.getBean(DoctorSection.class).warnings()).singleElement()
				.asString()
				.contains("AuditStore");
		});
	}

	@Test
	void refusedCallsAreToldAlsoWhereNothingIsKept() {
		for (String enabled : List.of("true", "false")) {
			new WebApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(JwtAuthAuditAutoConfiguration.class))
				.withUserConfiguration(Around.class)
				.withPropertyValues("jwtauth.audit.enabled=" + enabled)
				.run((context) -> {
					context.getBean(CallGuard.class)
						.admit(AuthEndpoint.EMAIL_VERIFY, new MockHttpServletRequest())
						.ended(400, new AuthException(AuthErrorCode.INVALID_ONE_TIME_TOKEN, "no"));
					assertThat(context.getBean(Heard.class).events).singleElement()
						.isInstanceOf(OneTimeTokenRefused.class);
				});
		}
	}

	@Test
	void whatIsObservedIsKept() {
		this.withStore.run((context) -> {
			context.getBean(AuthEventObserver.class)
				.observe(new PasswordChangeRequired(Clock.systemUTC().instant(), AccountId.random(RandomBytes.secure()),
						false));
			assertThat(context.getBean(AuditStore.class)
				.find(new AuditQuery(null, AuditEventType.PASSWORD_CHANGE_REQUIRED, null, 0, 1))
				.total()).isOne();
		});
	}

	@Test
	void withoutHousekeepingNothingIsSealed() {
		this.withStore.withPropertyValues("jwtauth.housekeeping.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(AuditVerification.class)
				.doesNotHaveBean(AuditChores.class));
	}

	@Test
	void aTrailThatIsKeptElsewhereHasNoChainOfOurs() {
		this.runner.withBean(AuditStore.class, Elsewhere::new).run((context) -> {
			assertThat(context).hasSingleBean(AuditTrail.class)
				.doesNotHaveBean(AuditChain.class)
				.doesNotHaveBean(AuditVerification.class);
			assertThat(doctor(context.getBean(DoctorSection.class))).contains("chained=false");
		});
	}

	private static String doctor(DoctorSection section) {
		assertThat(section.name()).isEqualTo("audit");
		return section.facts().toString();
	}

	@Configuration(proxyBeanMethods = false)
	static class Around {

		@Bean
		InMemoryTransactions transactions() {
			return new InMemoryTransactions();
		}

		@Bean
		Heard heard() {
			return new Heard();
		}

		@Bean
		RandomBytes randomBytes() {
			return RandomBytes.secure();
		}

		@Bean
		SecretKeys secretKeys() {
			return TestSecrets.keys();
		}

		@Bean(defaultCandidate = false)
		@JwtAuthBean
		Clock jwtAuthClock() {
			return Clock.systemUTC();
		}

	}

	static final class Heard implements AuthEventPublisher {

		private final List<AuthEvent> events = new ArrayList<>();

		@Override
		public void publish(AuthEvent event) {
			this.events.add(event);
		}

	}

	static final class Elsewhere implements AuditStore {

		@Override
		public void append(AuditRecord entry) {
			throw new IllegalStateException("not here");
		}

		@Override
		public AuditPage find(AuditQuery query) {
			return new AuditPage(List.of(), 0);
		}

	}

}
