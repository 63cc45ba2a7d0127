package io.github.jwtauth.boot.autoconfigure;

import java.beans.Introspector;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Whether the host's scan left our auto-configurations alone. Taken for components they
 * are judged before the host's beans are known and before Boot's own decisions, which is
 * how a host ends up without its filter chain.
 */
final class ScanRequirement {

	private ScanRequirement() {
	}

	/**
	 * Looks for the name that a scan would have given.
	 * @param beanFactory knows the host's beans
	 * @return what is wrong, or {@code null}
	 */
	static @Nullable ConfigurationProblem check(ListableBeanFactory beanFactory) {
		String scanned = Introspector.decapitalize(JwtAuthAutoConfiguration.class.getSimpleName());
		if (!beanFactory.containsBeanDefinition(scanned)) {
			return null;
		}
		return new ConfigurationProblem("@ComponentScan",
				"a scan of the application takes the auto-configurations of jwt-auth for components, so that they come"
						+ " too early. Leave io.github.jwtauth out of it, or use @SpringBootApplication, or add the"
						+ " filter AutoConfigurationExcludeFilter",
				null);
	}

}
