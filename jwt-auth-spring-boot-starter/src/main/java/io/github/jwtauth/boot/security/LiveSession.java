package io.github.jwtauth.boot.security;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * The rule of a chain that asks for the session itself, where a token that is good for
 * some more seconds is not enough:
 *
 * <pre class="code">
 * requests.requestMatchers("/api/payments/**").access(liveSession())
 * </pre>
 *
 * @see RequireLiveSession
 */
public final class LiveSession {

	private LiveSession() {
	}

	/**
	 * Grants access while the session of the caller's access token is live, at the price
	 * of one indexed query.
	 * @return a rule for {@code access(…)}
	 */
	public static AuthorizationManager<RequestAuthorizationContext> liveSession() {
		return (caller, context) -> new AuthorizationDecision(check(context.getRequest()).isLive(caller.get()));
	}

	private static LiveSessionCheck check(HttpServletRequest request) {
		return WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext())
			.getBean(LiveSessionCheck.class);
	}

}
