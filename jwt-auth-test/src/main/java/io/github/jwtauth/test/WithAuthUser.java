package io.github.jwtauth.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;
import org.springframework.security.test.context.support.TestExecutionEvent;
import org.springframework.security.test.context.support.WithSecurityContext;

/**
 * Runs a test as somebody who has logged in. The security context holds what an access
 * token of the application would have put there: a {@code JwtAuthenticationToken} with
 * all claims, and the authorities that the application makes of them. A parameter of type
 * {@code AuthenticatedAccount}, {@code hasRole}, {@code @PreAuthorize} and rules about
 * factors behave as in production. Nobody is in the database, and no token is verified.
 *
 * <pre class="code">
 * &#64;Test
 * &#64;WithAuthUser(roles = "ADMIN", factors = { "pwd", "otp", "mfa" })
 * void administratorsSeeTheReport() { ... }
 * </pre>
 *
 * An annotation that carries this one works, too. For another caller in each request see
 * {@link AuthUserRequestPostProcessor}.
 */
@Inherited
@Documented
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@WithSecurityContext(factory = AuthUserSecurityContextFactory.class)
public @interface WithAuthUser {

	/** The {@code sub} of whoever has none of their own. */
	String SUBJECT = "00000000-0000-4000-8000-000000000001";

	/** The {@code sid} of whoever has none of their own. */
	String SESSION_ID = "00000000-0000-4000-8000-0000000000a1";

	/**
	 * What the account may do, claim {@code roles}.
	 * @return roles without prefix
	 */
	String[] roles() default "USER";

	/**
	 * How they proved who they are, claim {@code amr}, to the letter: nothing is added. A
	 * login with a code of an authenticator app says {@code pwd}, {@code otp} and
	 * {@code mfa}, one on a remembered device {@code pwd} and {@code mfa}.
	 * @return methods of RFC 8176: {@code pwd}, {@code otp}, {@code hwk} and so on
	 */
	String[] factors() default "pwd";

	/**
	 * How long ago that was; claim {@code auth_time} and the time of the factors.
	 * @return an ISO 8601 duration
	 */
	String authTime() default "PT0S";

	/**
	 * Whether the address was proven, claim {@code email_verified}.
	 * @return false for somebody who has registered just now
	 */
	boolean emailVerified() default true;

	/**
	 * Who it is, claim {@code sub}.
	 * @return the text of an {@code AccountId}
	 */
	String subject() default SUBJECT;

	/**
	 * Which login it is, claim {@code sid}.
	 * @return the text of a {@code SessionId}
	 */
	String sessionId() default SESSION_ID;

	/**
	 * Claims that customizers of the application would add, each a text.
	 * @return pairs such as {@code tenant=acme}
	 */
	String[] claims() default {};

	/**
	 * When the security context is set up.
	 * @return before {@code @BeforeEach} methods unless said otherwise
	 */
	@AliasFor(annotation = WithSecurityContext.class)
	TestExecutionEvent setupBefore() default TestExecutionEvent.TEST_METHOD;

}
