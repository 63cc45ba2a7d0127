package io.github.jwtauth.boot.autoconfigure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.boot.http.AuthEventObserver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Observers hear of everything first, wherever the host's listeners are.
 */
class EventConfigurationTests {

	private static final AuthEvent EVENT = new Event(Instant.EPOCH, null);

	private final List<String> heard = new ArrayList<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withBean(InMemoryTransactions.class)
		.withUserConfiguration(EventConfiguration.class)
		.withBean("observer", AuthEventObserver.class, () -> (event) -> this.heard.add("observer"));

	@Test
	void observersHearBeforeTheHostsListenersDo() {
		withListener(this.runner).run((context) -> {
			context.getBean(AuthEventPublisher.class).publish(EVENT);
			assertThat(this.heard).containsExactly("observer", "listener");
		});
	}

	@Test
	void observersHearAtOnceWhereListenersHearLater() {
		List<Runnable> later = new ArrayList<>();
		SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
		multicaster.setTaskExecutor(later::add);
		withListener(this.runner)
			.withBean("applicationEventMulticaster", SimpleApplicationEventMulticaster.class, () -> multicaster)
			.run((context) -> {
				context.getBean(AuthEventPublisher.class).publish(EVENT);
				assertThat(this.heard).containsExactly("observer");
				later.forEach(Runnable::run);
				assertThat(this.heard).containsExactly("observer", "listener");
			});
	}

	@Test
	void aHostsOwnPublisherComesAfterTheObserversPrimaryOrNot() {
		for (boolean primary : List.of(false, true)) {
			this.heard.clear();
			withPublisher("own", primary).apply(withListener(this.runner)).run((context) -> {
				context.getBean(AuthEventPublisher.class).publish(EVENT);
				assertThat(this.heard).containsExactly("observer", "own");
			});
		}
	}

	@Test
	void ofSeveralPublishersThePrimaryOneCounts() {
		withPublisher("one", false).andThen(withPublisher("other", true)).apply(this.runner).run((context) -> {
			context.getBean(AuthEventPublisher.class).publish(EVENT);
			assertThat(this.heard).containsExactly("observer", "other");
		});
	}

	@Test
	void severalPublishersWithoutAChoiceAreRefused() {
		withPublisher("one", false).andThen(withPublisher("other", false))
			.apply(this.runner)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(JwtAuthConfigurationException.class, (ex) -> assertThat(ex.problems())
					.singleElement()
					.satisfies((problem) -> assertThat(problem.description()).contains("[one, other]", "@Primary"))));
	}

	@Test
	void anObserverThatFailsStopsTheEvent() {
		withListener(this.runner).withBean("failing", AuthEventObserver.class, () -> (event) -> {
			throw new IllegalStateException("disk full");
		}).run((context) -> {
			AuthEventPublisher publisher = context.getBean(AuthEventPublisher.class);
			assertThatIllegalStateException().isThrownBy(() -> publisher.publish(EVENT)).withMessage("disk full");
			assertThat(this.heard).doesNotContain("listener");
		});
	}

	private ApplicationContextRunner withListener(ApplicationContextRunner of) {
		return of.withBean("listener", Listener.class, () -> new Listener(this.heard));
	}

	private Registration withPublisher(String name, boolean primary) {
		return (of) -> of.withBean(name, AuthEventPublisher.class, () -> (event) -> this.heard.add(name),
				(definition) -> definition.setPrimary(primary));
	}

	private interface Registration extends UnaryOperator<ApplicationContextRunner> {

	}

	private record Event(Instant at, @Nullable AccountId accountId) implements AuthEvent {

	}

	private record Listener(List<String> heard) {

		@EventListener
		void on(AuthEvent event) {
			this.heard.add("listener");
		}

	}

}
