package io.github.jwtauth.boot.http;

import io.github.jwtauth.AuthException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the controllers of this library, behind the filter chain: every bean of
 * this type is asked, in order, before an endpoint is called and before its body is read,
 * and is told how the call ended.
 */
@FunctionalInterface
public interface CallGuard {

	/**
	 * Lets a call pass, or not.
	 * @param endpoint what is called
	 * @param request the request; who is calling stands in the security context
	 * @return what to tell about the end
	 * @throws AuthException to refuse it; those before this one are told so
	 */
	CallEnd admit(AuthEndpoint endpoint, HttpServletRequest request);

	/**
	 * Is told how a call ended.
	 */
	@FunctionalInterface
	interface CallEnd {

		/** For guards that do not care. */
		CallEnd IGNORED = (status, failure) -> {
		};

		/**
		 * The call has ended; the answer may not be written yet. Must not throw.
		 * @param status the status of the answer
		 * @param failure what was thrown, or {@code null}
		 */
		void ended(int status, @Nullable Throwable failure);

	}

}
