package io.github.jwtauth.boot.autoconfigure;

import java.util.Arrays;
import java.util.List;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.boot.http.AuthEventObserver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.util.function.SingletonSupplier;

/**
 * Where events go: to our observers, and then to the host.
 */
@Configuration(proxyBeanMethods = false)
class EventConfiguration {

	private static final String OBSERVED = "jwtAuthObservedEvents";

	private static final String WAS_PRIMARY = EventConfiguration.class.getName() + ".primary";

	/**
	 * A host may mark its own publisher primary; whoever publishes reaches the observers
	 * all the same.
	 */
	@Bean
	static BeanFactoryPostProcessor jwtAuthObservedEventsFirst() {
		return (beanFactory) -> {
			for (String name : others(beanFactory)) {
				if (beanFactory.containsBeanDefinition(name)) {
					BeanDefinition definition = beanFactory.getBeanDefinition(name);
					definition.setAttribute(WAS_PRIMARY, definition.isPrimary());
					definition.setPrimary(false);
				}
			}
		};
	}

	@Bean
	@ConditionalOnMissingBean(ignored = ObservedPublisher.class)
	AuthEventPublisher jwtAuthEventPublisher(ApplicationEventPublisher publisher) {
		return publisher::publishEvent;
	}

	/** Observers are made late: some of them need what publishes events itself. */
	@Bean(OBSERVED)
	@Primary
	ObservedPublisher jwtAuthObservedEvents(ObjectProvider<AuthEventObserver> observers,
			ConfigurableListableBeanFactory beanFactory) {
		return new ObservedPublisher(SingletonSupplier.of(() -> observers.orderedStream().toList()),
				beanFactory.getBean(publisher(beanFactory), AuthEventPublisher.class));
	}

	@Bean
	EventLog jwtAuthEventLog(Transactions transactions) {
		return new EventLog(transactions);
	}

	private static String publisher(ConfigurableListableBeanFactory beanFactory) {
		List<String> others = others(beanFactory);
		List<String> chosen = (others.size() == 1) ? others
				: others.stream().filter((name) -> wasPrimary(beanFactory, name)).toList();
		if (chosen.size() != 1) {
			throw new JwtAuthConfigurationException(List.of(new ConfigurationProblem("AuthEventPublisher",
					"Several beans publish events: " + others + ". Leave one of them, or mark it @Primary", null)));
		}
		return chosen.get(0);
	}

	private static boolean wasPrimary(ConfigurableListableBeanFactory beanFactory, String name) {
		return beanFactory.containsBeanDefinition(name)
				&& Boolean.TRUE.equals(beanFactory.getBeanDefinition(name).getAttribute(WAS_PRIMARY));
	}

	private static List<String> others(ConfigurableListableBeanFactory beanFactory) {
		return Arrays.stream(beanFactory.getBeanNamesForType(AuthEventPublisher.class, true, false))
			.filter((name) -> !name.equals(OBSERVED))
			.toList();
	}

}
