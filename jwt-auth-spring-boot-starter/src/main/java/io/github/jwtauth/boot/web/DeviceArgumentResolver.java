package io.github.jwtauth.boot.web;

import io.github.jwtauth.Device;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives a controller the device that a request came from, without a name.
 */
final class DeviceArgumentResolver implements HandlerMethodArgumentResolver {

	private final DeviceResolver devices;

	DeviceArgumentResolver(DeviceResolver devices) {
		this.devices = devices;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == Device.class;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binderFactory) {
		return this.devices.resolve((HttpServletRequest) request.getNativeRequest(), null);
	}

}
