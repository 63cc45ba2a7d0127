package io.github.jwtauth.boot.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.boot.http.CallGuard;
import io.github.jwtauth.boot.http.ProblemWriter;
import io.github.jwtauth.boot.http.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodArgumentResolverComposite;
import org.springframework.web.method.support.InvocableHandlerMethod;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;

/**
 * Calls our controllers with our arguments, writes what they return with our mapper and
 * what they throw as a problem. Nothing escapes to the host's exception resolvers.
 */
final class AuthHandlerAdapter implements HandlerAdapter, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(AuthHandlerAdapter.class);

	private final HandlerMethodArgumentResolverComposite arguments = new HandlerMethodArgumentResolverComposite();

	private final StrictJson json;

	private final ProblemWriter problems;

	private final List<CallGuard> guards;

	AuthHandlerAdapter(List<HandlerMethodArgumentResolver> arguments, StrictJson json, ProblemWriter problems,
			List<CallGuard> guards) {
		this.arguments.addResolvers(arguments);
		this.guards = List.copyOf(guards);
		this.json = json;
		this.problems = problems;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 100;
	}

	@Override
	public boolean supports(Object handler) {
		return handler instanceof AuthHandler;
	}

	@Override
	public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws Exception {
		if (handler instanceof AuthHandler.Call call) {
			call(request, response, call);
		}
		else if (handler instanceof AuthHandler.Refusal refusal) {
			this.problems.write(request, response, refusal.problem());
		}
		else if (handler instanceof AuthHandler.Options options) {
			response.setHeader(HttpHeaders.ALLOW, options.allow());
			response.setStatus(HttpStatus.NO_CONTENT.value());
		}
		return null;
	}

	private void call(HttpServletRequest request, HttpServletResponse response, AuthHandler.Call call)
			throws IOException {
		List<CallGuard.CallEnd> admitted = new ArrayList<>();
		Throwable failure = null;
		try {
			for (CallGuard guard : this.guards) {
				admitted.add(guard.admit(call.endpoint(), request));
			}
			InvocableHandlerMethod method = new InvocableHandlerMethod(call.method().createWithResolvedBean());
			method.setHandlerMethodArgumentResolvers(this.arguments);
			Object result = method.invokeForRequest(new ServletWebRequest(request, response), null);
			answer(response, result);
		}
		catch (Exception ex) {
			failure = ex;
			this.problems.writeFailure(request, response, ex);
		}
		// The container answers it; nobody must take it for a success.
		catch (Error ex) {
			failure = ex;
			throw ex;
		}
		finally {
			int status = (failure instanceof Error) ? HttpStatus.INTERNAL_SERVER_ERROR.value() : response.getStatus();
			end(admitted, status, failure);
		}
	}

	/** One that fails must not keep the others from giving back what they hold. */
	private static void end(List<CallGuard.CallEnd> admitted, int status, @Nullable Throwable failure) {
		for (CallGuard.CallEnd end : admitted) {
			try {
				end.ended(status, failure);
			}
			catch (RuntimeException ex) {
				logger.warn("A guard failed after the call; its answer stays as it is", ex);
			}
		}
	}

	private void answer(HttpServletResponse response, @Nullable Object result) throws IOException {
		if (result instanceof ResponseEntity<?> entity) {
			response.setStatus(entity.getStatusCode().value());
			entity.getHeaders().forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
			writeBody(response, entity.getBody());
		}
		else {
			writeBody(response, result);
		}
	}

	private void writeBody(HttpServletResponse response, @Nullable Object body) throws IOException {
		if (body == null || response.isCommitted()) {
			return;
		}
		byte[] bytes = this.json.write(body);
		if (response.getContentType() == null) {
			response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		}
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

}
