package io.github.jwtauth.flow;

import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.Test;

import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host that caches results of its own. What we remember is in none of its caches.
 */
class HostWithCachesTests {

	@Test
	void itKeepsTheProviderThatItNames() {
		try (TestHost host = TestHost.of(PlainHost.class, Caches.class).with("spring.cache.type", "simple").start()) {
			assertThat(host.context().getBean(CacheManager.class)).isInstanceOf(ConcurrentMapCacheManager.class);
			assertItsOwnAndTheMainJob(host);
		}
	}

	/** The one surprise: a library of ours is one that Boot prefers to plain maps. */
	@Test
	void ifItNamesNoneBootTakesTheLibraryThatComesWithUs() {
		try (TestHost host = TestHost.of(PlainHost.class, Caches.class).start()) {
			assertThat(host.context().getBean(CacheManager.class)).isInstanceOf(CaffeineCacheManager.class);
			assertItsOwnAndTheMainJob(host);
		}
	}

	private static void assertItsOwnAndTheMainJob(TestHost host) {
		Numbers numbers = host.context().getBean(Numbers.class);
		assertThat(numbers.next()).isEqualTo(numbers.next());
		MainJob.of(host).isDone();
		assertThat(host.context().getBean(CacheManager.class).getCacheNames()).containsExactly("numbers");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caches {

		@Bean
		Numbers numbers() {
			return new Numbers();
		}

	}

	static class Numbers {

		private int last;

		@Cacheable("numbers")
		public int next() {
			return ++this.last;
		}

	}

}
