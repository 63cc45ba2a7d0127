package io.github.jwtauth.boot.ratelimit;

import java.time.Clock;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.CallGuard;
import io.github.jwtauth.boot.http.ClientAddress;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.HealthCheck;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.boot.http.JwtAuthHttpAutoConfiguration;
import io.github.jwtauth.boot.http.NetworkRanges;
import io.github.jwtauth.boot.http.RateLimitObserver;
import io.github.jwtauth.boot.http.RateLimitProperties;
import io.github.jwtauth.boot.http.RefreshTokenBudget;
import io.github.jwtauth.protection.RateLimiter;
import io.github.jwtauth.session.RefreshTokenCodec;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Limits requests: counts in memory or in Redis, or as the host's {@link RateLimiter}
 * does. Judged after Boot's connection to Redis.
 */
@AutoConfiguration(after = JwtAuthHttpAutoConfiguration.class,
		afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@EnableConfigurationProperties(RateLimitProperties.class)
@Import(RedisLimiterConfiguration.class)
public final class JwtAuthRateLimitAutoConfiguration {

	/** Somebody who asked for Redis is not served less. */
	@Bean
	@ConditionalOnMissingBean(RateLimiter.class)
	RateLimiter jwtAuthRateLimiter(RateLimitProperties properties, @JwtAuthBean Clock clock) {
		if (properties.store() == RateLimitProperties.Store.REDIS) {
			throw new InvalidPropertyException("jwtauth.rate-limit.store",
					"there is no connection to Redis that requests could be counted in",
					"add spring-boot-starter-data-redis and com.bucket4j:bucket4j_jdk17-lettuce, so that there is"
							+ " one LettuceConnectionFactory, or write memory");
		}
		return new MemoryRateLimiter(clock);
	}

	/**
	 * Before the endpoints.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class RequestConfiguration {

		@Bean
		EndpointLimits jwtAuthEndpointLimits(Environment environment) {
			return EndpointLimits.of(environment);
		}

		@Bean
		DoctorSection jwtAuthRateLimitDoctor(RateLimitProperties properties, EndpointLimits limits,
				RateLimiter limiter) {
			return new RateLimitDoctor(properties, allowed(properties), limits, limiter);
		}

		@Bean
		@ConditionalOnBooleanProperty(name = "jwtauth.rate-limit.enabled", matchIfMissing = true)
		Budgets jwtAuthBudgets(RateLimiter limiter, RateLimitProperties properties, ClientAddress addresses,
				AuthEventPublisher events, @JwtAuthBean Clock clock, ObjectProvider<RateLimitObserver> observer) {
			return new Budgets(limiter, allowed(properties), addresses, events, clock,
					observer.getIfUnique(() -> RateLimitObserver.NONE));
		}

		@Bean
		@ConditionalOnBean(Budgets.class)
		CallGuard jwtAuthRateLimitGuard(EndpointLimits limits, Budgets budgets) {
			return new RateLimitGuard(limits, budgets);
		}

		@Bean
		@ConditionalOnBean(Budgets.class)
		RefreshTokenBudget jwtAuthRefreshTokenBudget(EndpointLimits limits, Budgets budgets, RefreshTokenCodec codec) {
			return new SessionRefreshBudget(limits, budgets, codec);
		}

		@Bean
		@ConditionalOnBean(Budgets.class)
		HealthCheck jwtAuthRateLimitHealthCheck(RateLimiter limiter) {
			return new RateLimitHealthCheck(limiter);
		}

		private static NetworkRanges allowed(RateLimitProperties properties) {
			return new NetworkRanges("jwtauth.rate-limit.allowed-networks", properties.allowedNetworks());
		}

	}

}
