package io.github.jwtauth.boot.web;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.EndpointSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Spring's own machinery for mapped methods, over our controllers only and without
 * anybody's interceptors. Never a bean itself: hosts inject theirs by type, and tools
 * list every bean of it.
 */
final class AuthControllerMethods extends RequestMappingHandlerMapping {

	private final EndpointSettings settings;

	private final Set<AuthEndpoint> served = EnumSet.noneOf(AuthEndpoint.class);

	AuthControllerMethods(EndpointSettings settings) {
		this.settings = settings;
		setPatternParser(PathPatternParser.defaultInstance);
	}

	/**
	 * Whether some controller takes an endpoint.
	 * @param endpoint which
	 * @return whether there is a method for it
	 */
	boolean serves(AuthEndpoint endpoint) {
		return this.served.contains(endpoint);
	}

	@Override
	protected String[] getCandidateBeanNames() {
		return obtainApplicationContext().getBeanNamesForAnnotation(AuthController.class);
	}

	@Override
	protected boolean isHandler(Class<?> beanType) {
		return AnnotatedElementUtils.hasAnnotation(beanType, AuthController.class);
	}

	@Override
	protected void detectMappedInterceptors(List<HandlerInterceptor> mappedInterceptors) {
		// The host's interceptors stay with the host's controllers.
	}

	/** Only what stands in the contract, below the base path, unless it is off. */
	@Override
	protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handlerType) {
		RequestMappingInfo mapping = super.getMappingForMethod(method, handlerType);
		if (mapping == null) {
			return null;
		}
		AuthEndpoint endpoint = endpoint(method, mapping);
		if (!this.settings.isEnabled(endpoint)) {
			return null;
		}
		this.served.add(endpoint);
		String pattern = this.settings.pattern(endpoint);
		return mapping.mutate().paths(pattern, pattern + '/').options(getBuilderConfiguration()).build();
	}

	private static AuthEndpoint endpoint(Method method, RequestMappingInfo mapping) {
		List<String> methods = mapping.getMethodsCondition().getMethods().stream().map(Enum::name).toList();
		return Arrays.stream(AuthEndpoint.values())
			.filter((endpoint) -> mapping.getPatternValues().contains(endpoint.path()))
			.filter((endpoint) -> !methods.isEmpty() && endpoint.methods().containsAll(methods))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No endpoint of the contract is mapped by " + method));
	}

}
