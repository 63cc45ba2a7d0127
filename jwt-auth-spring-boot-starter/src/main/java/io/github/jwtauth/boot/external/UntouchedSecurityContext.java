package io.github.jwtauth.boot.external;

import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * Logs nobody in and nobody out: the login at a provider is no login here before its
 * token was exchanged. A chain that does not ask for explicit saves keeps whatever the
 * holder has at the end of the request, so it must not get there (requirement R-14).
 */
final class UntouchedSecurityContext implements SecurityContextHolderStrategy {

	@Override
	public void clearContext() {
		// whoever is logged in otherwise stays so
	}

	@Override
	public SecurityContext getContext() {
		return SecurityContextHolder.getContext();
	}

	@Override
	public void setContext(SecurityContext context) {
		// nobody is logged in yet
	}

	@Override
	public SecurityContext createEmptyContext() {
		return new SecurityContextImpl();
	}

}
