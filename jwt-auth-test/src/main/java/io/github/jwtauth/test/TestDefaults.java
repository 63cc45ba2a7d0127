package io.github.jwtauth.test;

import java.util.Map;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * The properties of {@link AutoConfigureJwtAuth}, below everything that a host says
 * itself. All instances are equal, so that contexts are shared.
 */
record TestDefaults() implements ContextCustomizer {

	/** Known to everybody: good for tests, and for nothing else. */
	static final String SECRET = "dGVzdHMtb25seS1ub3QtZm9yLWFueXRoaW5nLWVsc2UtMDAwMQ";

	/** JWTAUTH_SECRET: for hosts that say jwtauth.secret=${JWTAUTH_SECRET}. */
	private static final Map<String, Object> PROPERTIES = Map.of("jwtauth.rate-limit.enabled", "false",
			"jwtauth.secret", SECRET, "JWTAUTH_SECRET", SECRET, "jwtauth.public-url", "http://localhost:8080");

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		MutablePropertySources sources = context.getEnvironment().getPropertySources();
		sources.addLast(new MapPropertySource("jwt-auth-test", PROPERTIES));
	}

}
