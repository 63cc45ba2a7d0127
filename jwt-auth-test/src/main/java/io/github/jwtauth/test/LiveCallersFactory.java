package io.github.jwtauth.test;

import java.util.List;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives every test its {@link LiveCallers}, as {@link WithAuthUser} works in every test.
 * Without the library in the context they have nothing to do.
 */
final class LiveCallersFactory implements ContextCustomizerFactory {

	@Override
	public ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		return new Registration();
	}

	/** All are equal, so that contexts are shared. */
	private record Registration() implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
			if (context.getBeanFactory() instanceof BeanDefinitionRegistry registry) {
				RootBeanDefinition callers = new RootBeanDefinition(LiveCallers.class);
				callers.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
				registry.registerBeanDefinition("jwtAuthLiveCallers", callers);
			}
		}

	}

}
