package io.github.jwtauth.boot.ratelimit;

import java.time.Duration;
import java.util.Map;

import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.http.CallGuard;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.boot.http.RateLimitProperties;
import io.github.jwtauth.boot.http.RefreshTokenBudget;
import io.github.jwtauth.protection.RateLimitDecision;
import io.github.jwtauth.protection.RateLimiter;
import io.lettuce.core.RedisClient;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

class JwtAuthRateLimitAutoConfigurationTests {

	private final WebApplicationContextRunner runner = TestStarter.runner()
		.withConfiguration(AutoConfigurations.of(JwtAuthRateLimitAutoConfiguration.class));

	@Test
	void requestsAreCountedInMemory() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(MemoryRateLimiter.class)
				.hasSingleBean(RateLimitGuard.class)
				.hasSingleBean(RefreshTokenBudget.class)
				.hasSingleBean(RateLimitHealthCheck.class);
			assertThat(context.getBean(RateLimitHealthCheck.class).isUp()).isTrue();
			RateLimitDoctor doctor = context.getBean(RateLimitDoctor.class);
			assertThat(doctor.facts()).containsEntry("store", "memory")
				.containsEntry("enabled", true)
				.containsEntry("expected_nodes", 2)
				.doesNotContainKey("redis_answers");
			assertThat(doctor.facts().get("limits")).asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsEntry("login.per-address", "25/h");
			assertThat(doctor.warnings()).isEmpty();
			assertThat(context.getBean(RateLimitProperties.class).redisTimeout()).isEqualTo(Duration.ofMillis(250));
		});
	}

	@Test
	void switchedOffNothingIsCountedAndTheDoctorSaysSo() {
		this.runner.withPropertyValues("jwtauth.rate-limit.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(CallGuard.class)
				.doesNotHaveBean(RefreshTokenBudget.class)
				.doesNotHaveBean(RateLimitHealthCheck.class);
			assertThat(context.getBean(RateLimitDoctor.class).warnings()).singleElement()
				.asString()
				.contains("jwtauth.rate-limit.enabled");
		});
	}

	@Test
	void aLimiterOfTheHostCounts() {
		RateLimiter own = (limit, key) -> RateLimitDecision.allow();
		this.runner.withBean("own", RateLimiter.class, () -> own)
			.withPropertyValues("jwtauth.rate-limit.store=redis")
			.run((context) -> {
				assertThat(context).hasSingleBean(RateLimiter.class).hasSingleBean(RateLimitGuard.class);
				assertThat(context.getBean(RateLimitDoctor.class).facts()).containsEntry("store",
						own.getClass().getName());
			});
	}

	@Test
	void redisWithoutAConnectionRefusesToStart() {
		this.runner.withPropertyValues("jwtauth.rate-limit.store=redis").run(this::refusesTheStore);
		this.runner.withPropertyValues("jwtauth.rate-limit.store=redis")
			.withClassLoader(
					new FilteredClassLoader(LettuceConnectionFactory.class, RedisClient.class, Bucket4jLettuce.class))
			.run(this::refusesTheStore);
	}

	@Test
	void aHostWithoutRedisNeedsNoneOfItsClasses() {
		this.runner
			.withClassLoader(
					new FilteredClassLoader("io.lettuce", "org.springframework.data.redis", "io.github.bucket4j.redis"))
			.run((context) -> assertThat(context).hasSingleBean(MemoryRateLimiter.class));
	}

	@Test
	void redisThatIsDownDoesNotStopTheStart() {
		LettuceConnectionFactory nobody = new LettuceConnectionFactory("127.0.0.1", 1);
		this.runner.withBean(LettuceConnectionFactory.class, () -> nobody)
			.withPropertyValues("jwtauth.rate-limit.store=redis", "jwtauth.rate-limit.expected-nodes=3")
			.run((context) -> {
				assertThat(context).hasSingleBean(RedisRateLimiter.class);
				assertThat(context.getBean(RateLimitHealthCheck.class).isUp()).isFalse();
				assertThat(context.getBean(RateLimitHealthCheck.class).isEssential()).isFalse();
				assertThat(context.getBean(RateLimitDoctor.class).facts()).containsEntry("store", "redis")
					.containsEntry("redis_answers", false)
					.containsEntry("expected_nodes", 3);
			});
	}

	@Test
	void theDoctorWarnsOfSeveralNodesThatDoNotCountTogether() {
		this.runner.withPropertyValues("jwtauth.rate-limit.expected-nodes=3")
			.run((context) -> assertThat(context.getBean(RateLimitDoctor.class).warnings()).singleElement()
				.asString()
				.contains("3 nodes")
				.contains("jwtauth.rate-limit.store=redis"));
		this.runner.withPropertyValues("jwtauth.rate-limit.expected-nodes=1")
			.run((context) -> assertThat(context.getBean(RateLimitDoctor.class).warnings()).isEmpty());
	}

	@Test
	void theDoctorWarnsWhenEverybodyIsAllowed() {
		this.runner.withPropertyValues("jwtauth.rate-limit.allowed-networks=10.0.0.0/8,::/0")
			.run((context) -> assertThat(context.getBean(RateLimitDoctor.class).warnings()).singleElement()
				.asString()
				.contains("jwtauth.rate-limit.allowed-networks"));
	}

	@ParameterizedTest
	@CsvSource({ "jwtauth.rate-limit.expected-nodes,0", "jwtauth.rate-limit.expected-nodes,100000",
			"jwtauth.rate-limit.redis-timeout,1m", "jwtauth.rate-limit.redis-timeout,0s",
			"jwtauth.rate-limit.allowed-networks,10.0.0.0/99", "jwtauth.rate-limit.login.per-address,never",
			"jwtauth.rate-limit.lgin.per-address,25/h" })
	void nonsenseRefusesToStartAndIsNamed(String property, String value) {
		this.runner.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class,
						(refusal) -> assertThat(refusal.property()).isEqualTo(property)));
	}

	@Test
	void namesAreThoseOfThePaths() {
		this.runner.withPropertyValues("jwtauth.rate-limit.me-export.per-account=5/d")
			.run((context) -> assertThat(context.getBean(EndpointLimits.class).texts())
				.containsAllEntriesOf(Map.of("me-export.per-account", "5/d")));
	}

	private void refusesTheStore(AssertableWebApplicationContext context) {
		assertThat(context).getFailure()
			.rootCause()
			.isInstanceOfSatisfying(InvalidPropertyException.class,
					(refusal) -> assertThat(refusal.property()).isEqualTo("jwtauth.rate-limit.store"))
			.hasMessageContaining("spring-boot-starter-data-redis")
			.hasMessageContaining("bucket4j_jdk17-lettuce");
	}

}
