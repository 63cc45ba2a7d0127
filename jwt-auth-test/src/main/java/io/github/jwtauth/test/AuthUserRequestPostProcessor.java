package io.github.jwtauth.test;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Makes a request of MockMvc the request of somebody who has logged in, as
 * {@link WithAuthUser} does for a whole test, with the same defaults:
 *
 * <pre class="code">
 * mockMvc.perform(post("/api/report").with(authUser().roles("ADMIN").factors("pwd", "otp", "mfa")))
 * </pre>
 *
 * Like a request with an access token in its header, it needs no CSRF token.
 */
public final class AuthUserRequestPostProcessor implements RequestPostProcessor {

	private String subject = WithAuthUser.SUBJECT;

	private String sessionId = WithAuthUser.SESSION_ID;

	private List<String> roles = List.of("USER");

	private List<String> factors = List.of("pwd");

	private Duration age = Duration.ZERO;

	private boolean emailVerified = true;

	private final Map<String, Object> claims = new HashMap<>();

	private AuthUserRequestPostProcessor() {
	}

	/**
	 * Somebody with the role {@code USER} who has proven their address and entered their
	 * password just now.
	 * @return what to change, or to pass to {@code with}
	 */
	public static AuthUserRequestPostProcessor authUser() {
		return new AuthUserRequestPostProcessor();
	}

	/**
	 * What the account may do.
	 * @param all roles without prefix; may be none
	 * @return this
	 */
	public AuthUserRequestPostProcessor roles(String... all) {
		this.roles = List.of(all);
		return this;
	}

	/**
	 * How they proved who they are. Nothing is added: a second factor says {@code mfa},
	 * too.
	 * @param all methods, as RFC 8176 calls them
	 * @return this
	 */
	public AuthUserRequestPostProcessor factors(String... all) {
		this.factors = List.of(all);
		return this;
	}

	/**
	 * How long ago they proved it.
	 * @param ago zero or more
	 * @return this
	 */
	public AuthUserRequestPostProcessor authTime(Duration ago) {
		this.age = ago;
		return this;
	}

	/**
	 * Whether their address was proven.
	 * @param verified false for somebody who has registered just now
	 * @return this
	 */
	public AuthUserRequestPostProcessor emailVerified(boolean verified) {
		this.emailVerified = verified;
		return this;
	}

	/**
	 * Who it is.
	 * @param accountId the text of an {@code AccountId}
	 * @return this
	 */
	public AuthUserRequestPostProcessor subject(String accountId) {
		this.subject = accountId;
		return this;
	}

	/**
	 * Which login it is.
	 * @param id the text of a {@code SessionId}
	 * @return this
	 */
	public AuthUserRequestPostProcessor sessionId(String id) {
		this.sessionId = id;
		return this;
	}

	/**
	 * What a customizer of the application would add.
	 * @param name of the claim; one of the library's is replaced
	 * @param value in the type in which a decoder returns it
	 * @return this
	 */
	public AuthUserRequestPostProcessor claim(String name, Object value) {
		this.claims.put(name, value);
		return this;
	}

	@Override
	public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
		CsrfFilter.skipRequest(request);
		Authentication authentication = AuthUserAuthentication.in(beansOf(request)).of(user());
		return SecurityMockMvcRequestPostProcessors.authentication(authentication).postProcessRequest(request);
	}

	private AuthUser user() {
		return new AuthUser(this.subject, this.sessionId, this.roles, this.factors, this.age, this.emailVerified,
				this.claims);
	}

	private static @Nullable BeanFactory beansOf(MockHttpServletRequest request) {
		WebApplicationContext context = WebApplicationContextUtils
			.getWebApplicationContext(request.getServletContext());
		return (context != null) ? context.getAutowireCapableBeanFactory() : null;
	}

}
