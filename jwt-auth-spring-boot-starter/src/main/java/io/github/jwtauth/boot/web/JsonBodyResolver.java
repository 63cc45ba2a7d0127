package io.github.jwtauth.boot.web;

import java.io.IOException;
import java.util.List;

import io.github.jwtauth.boot.http.FieldError;
import io.github.jwtauth.boot.http.Problem;
import io.github.jwtauth.boot.http.ProblemException;
import io.github.jwtauth.boot.http.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads a {@code @RequestBody} record with our strict mapper.
 */
final class JsonBodyResolver implements HandlerMethodArgumentResolver {

	private final StrictJson json;

	JsonBodyResolver(StrictJson json) {
		this.json = json;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(RequestBody.class)
				&& Record.class.isAssignableFrom(parameter.getParameterType());
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory) {
		HttpServletRequest request = (HttpServletRequest) webRequest.getNativeRequest();
		byte[] body = read(request);
		if (body.length > 0) {
			RequestBodies.requireJson(request.getContentType());
			return this.json.read(body, parameter.getParameterType().asSubclass(Record.class));
		}
		RequestBody annotation = parameter.getParameterAnnotation(RequestBody.class);
		if (annotation != null && !annotation.required()) {
			return null;
		}
		throw new ProblemException(
				Problem.validation(List.of(new FieldError("body", "required", "A JSON body is required."))));
	}

	/** A body that breaks off is the client's fault, or nobody waits for the answer. */
	private static byte[] read(HttpServletRequest request) {
		try {
			byte[] body = request.getInputStream().readNBytes(RequestBodies.MAX_BYTES + 1);
			if (body.length > RequestBodies.MAX_BYTES) {
				throw new ProblemException(Problem.payloadTooLarge());
			}
			return body;
		}
		catch (IOException ex) {
			throw new ProblemException(Problem.badRequest());
		}
	}

}
