package io.github.jwtauth.boot.http;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Spring Authorization Server, where the same application is one.
 */
final class AuthorizationServer {

	private static final String CLIENTS = "org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository";

	private AuthorizationServer() {
	}

	/**
	 * Whether there are clients that it could serve; without, it does not run.
	 * @param beanFactory knows the host's beans
	 * @return whether there is one
	 */
	static boolean isIn(ListableBeanFactory beanFactory) {
		ClassLoader loader = AuthorizationServer.class.getClassLoader();
		return ClassUtils.isPresent(CLIENTS, loader) && beanFactory
			.getBeanNamesForType(ClassUtils.resolveClassName(CLIENTS, loader), true, false).length > 0;
	}

}
