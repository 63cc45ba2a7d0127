package io.github.jwtauth.flow;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hosts that schedule and do things on the side: on their own threads, or on those that
 * Boot makes because nobody else made any.
 */
class HostWithItsOwnThreadsTests {

	@Test
	void itsTasksRunOnItsSchedulerAndExecutor() throws Exception {
		try (TestHost host = TestHost.of(PlainHost.class, Tasks.class, OwnThreads.class).start()) {
			assertThat(threads(host)).isEqualTo(Map.of("scheduled", "host-scheduler", "async", "host-executor"));
			assertThat(host.context().getBeansOfType(Executor.class)).containsOnlyKeys("taskExecutor", "hostScheduler");
			MainJob.of(host).isDone();
		}
	}

	@Test
	void withoutOwnOnesItHasThoseOfBoot() throws Exception {
		try (TestHost host = TestHost.of(PlainHost.class, Tasks.class).start();
				TestHost before = TestHost.of(BareHost.class, Tasks.class).withoutUs().start()) {
			assertThat(threads(host)).isEqualTo(Map.of("scheduled", "scheduling-", "async", "task-"))
				.isEqualTo(threads(before));
			assertThat(host.context().getBeanNamesForType(Executor.class))
				.containsExactlyInAnyOrder(before.context().getBeanNamesForType(Executor.class));
			assertThat(host.context().getBeanNamesForType(TaskScheduler.class))
				.containsExactlyInAnyOrder(before.context().getBeanNamesForType(TaskScheduler.class));
			MainJob.of(host).isDone();
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads before")
	void onVirtualThreadsItHasTheMainJob() {
		try (TestHost host = TestHost.of(PlainHost.class).with("spring.threads.virtual.enabled", "true").start()) {
			MainJob.of(host).isDone();
		}
	}

	/** PlainHost takes accounts of ours. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class BareHost {

	}

	private static Map<String, String> threads(TestHost host) throws Exception {
		Task task = host.bean(Task.class);
		task.onTheSide();
		return Map.of("scheduled", pool(task.scheduled()), "async", pool(task.asynchronous()));
	}

	private static String pool(CompletableFuture<String> thread) throws Exception {
		return thread.get(10, TimeUnit.SECONDS).replaceAll("\\d+$", "");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	@EnableAsync(proxyTargetClass = true)
	static class Tasks {

		@Bean
		Task task() {
			return new Task();
		}

	}

	/** Says which threads it ran on. */
	static class Task {

		private final CompletableFuture<String> scheduled = new CompletableFuture<>();

		private final CompletableFuture<String> asynchronous = new CompletableFuture<>();

		@Scheduled(fixedDelay = 3_600_000)
		public void inTime() {
			this.scheduled.complete(Thread.currentThread().getName());
		}

		@Async
		public void onTheSide() {
			this.asynchronous.complete(Thread.currentThread().getName());
		}

		public CompletableFuture<String> scheduled() {
			return this.scheduled;
		}

		public CompletableFuture<String> asynchronous() {
			return this.asynchronous;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnThreads {

		@Bean
		TaskExecutor taskExecutor() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setThreadNamePrefix("host-executor");
			return executor;
		}

		@Bean
		TaskScheduler hostScheduler() {
			ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
			scheduler.setThreadNamePrefix("host-scheduler");
			return scheduler;
		}

	}

}
