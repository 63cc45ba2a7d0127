package io.github.jwtauth.boot.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.jwtauth.boot.http.HealthCheck;
import io.github.jwtauth.boot.web.TestBrowser.Answer;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class HealthEndpointTests {

	@Test
	void whatWorksIsUp() {
		TestBrowser.host().withUserConfiguration(WithDatabase.class).run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.get("/auth/health"));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json()).isEqualTo(Map.of("status", "healthy", "checks", Map.of("database", "up"),
					"timestamp", "2030-03-01T12:00:00.123456Z"));
		});
	}

	@Test
	void whatThrowsIsDown() {
		TestBrowser.host().withUserConfiguration(WithDatabase.class).run((context) -> {
			context.getBean(TestDatabase.class).failing = true;
			Answer answer = TestBrowser.of(context).send(TestBrowser.get("/auth/health"));
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.json()).containsEntry("status", "unhealthy")
				.containsEntry("checks", Map.of("database", "down"));
			assertThat(answer.body()).doesNotContain("connection");
		});
	}

	@Test
	void whatCanWaitTakesNoNodeAway() {
		TestBrowser.host().withUserConfiguration(WithDatabase.class).run((context) -> {
			TestDatabase database = context.getBean(TestDatabase.class);
			database.failing = true;
			database.essential = false;
			Answer answer = TestBrowser.of(context).send(TestBrowser.get("/auth/health"));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json()).containsEntry("status", "degraded")
				.containsEntry("checks", Map.of("database", "down"));
		});
	}

	@Test
	void theReportIsKeptForTenSeconds() {
		TestBrowser.host().withUserConfiguration(WithDatabase.class).run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			TestDatabase database = context.getBean(TestDatabase.class);
			browser.send(TestBrowser.get("/auth/health"));
			database.failing = true;
			browser.core().clock.advance(Duration.ofMillis(9999));
			assertThat(browser.send(TestBrowser.get("/auth/health")).status()).isEqualTo(200);
			assertThat(database.asked).hasValue(1);
			browser.core().clock.advance(Duration.ofMillis(1));
			assertThat(browser.send(TestBrowser.get("/auth/health")).status()).isEqualTo(503);
			assertThat(database.asked).hasValue(2);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class WithDatabase {

		@Bean
		TestDatabase database() {
			return new TestDatabase();
		}

	}

	static final class TestDatabase implements HealthCheck {

		private final AtomicInteger asked = new AtomicInteger();

		private volatile boolean failing;

		private volatile boolean essential = true;

		@Override
		public String name() {
			return "database";
		}

		@Override
		public boolean isEssential() {
			return this.essential;
		}

		@Override
		public boolean isUp() {
			this.asked.incrementAndGet();
			if (this.failing) {
				throw new IllegalStateException("no connection");
			}
			return true;
		}

	}

}
