package io.github.jwtauth.boot.web;

import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.Problem;

import org.springframework.web.method.HandlerMethod;

/**
 * What our mapping hands to our adapter. An own type, because every adapter, advice and
 * exception resolver of the host looks for Spring's {@link HandlerMethod} and must not
 * find ours.
 */
sealed interface AuthHandler {

	/**
	 * A method of a controller.
	 *
	 * @param endpoint what is called
	 * @param method the method
	 */
	record Call(AuthEndpoint endpoint, HandlerMethod method) implements AuthHandler {

	}

	/**
	 * A request that no method takes.
	 *
	 * @param problem what to answer
	 */
	record Refusal(Problem problem) implements AuthHandler {

	}

	/**
	 * The question which methods there are.
	 *
	 * @param allow the answer
	 */
	record Options(String allow) implements AuthHandler {

	}

}
