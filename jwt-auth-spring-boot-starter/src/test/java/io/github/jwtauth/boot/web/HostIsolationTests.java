package io.github.jwtauth.boot.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.boot.web.TestBrowser.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.method.annotation.AuthenticationPrincipalArgumentResolver;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host that turns every knob of Spring MVC, and we do not notice; nor does the host.
 */
class HostIsolationTests {

	private final WebApplicationContextRunner host = TestBrowser.host()
		.withUserConfiguration(OpinionatedHost.class, HostController.class, HostAdvice.class);

	@Test
	void theHostsAdviceMapperAndInterceptorsDoNotReachOurEndpoints() {
		this.host.run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			assertThat(browser.login().json()).containsKeys("access_token", "session_id");
			assertThat(browser.send(TestBrowser.get("/auth/check")).code()).isEqualTo("unauthorized");
			assertThat(browser.send(TestBrowser.post("/auth/login", "{")).code()).isEqualTo("validation");
			assertThat(browser.send(TestBrowser.get("/auth/login")).code()).isEqualTo("method_not_allowed");
			assertThat(browser.send(TestBrowser.post("/auth/login", "{\"unknown\":1}")).status()).isEqualTo(400);
			assertThat(context.getBean(Traces.class).seen).isEmpty();
		});
	}

	@Test
	void theHostsControllersKeepTheirAdviceMapperAndInterceptors() {
		this.host.run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer answer = browser.send(TestBrowser.get("/host/view"));
			assertThat(answer.body()).isEqualTo("{\"FirstName\":\"Ada\"}");
			assertThat(browser.send(TestBrowser.get("/host/failure")).body()).isEqualTo("\"host advice\"");
			assertThat(browser.send(TestBrowser.post("/host/view", "{\"FirstName\":\"Eve\",\"Unknown\":1}")).body())
				.isEqualTo("{\"FirstName\":\"Eve\"}");
			assertThat(answer.header("Cache-Control")).isNull();
			assertThat(context.getBean(Traces.class).seen).contains("interceptor /host/view", "mapped /host/view",
					"response advice");
		});
	}

	@Test
	void theHostsControllersTakeTheCaller() {
		this.host.run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer login = browser.login();
			for (String path : List.of("/host/me", "/host/principal", "/host/perhaps")) {
				assertThat(browser.send(TestBrowser.bearer(TestBrowser.get(path), login)).body())
					.isEqualTo("\"" + login.json().get("session_id") + "\"");
			}
			assertThat(browser.send(TestBrowser.get("/host/perhaps")).body()).isEqualTo("\"nobody\"");
		});
	}

	@Test
	void noBeanOfOursIsOneThatHostsOrToolsLookFor() {
		this.host.run((context) -> {
			assertThat(context.getBeanNamesForType(RequestMappingInfoHandlerMapping.class))
				.containsExactly("requestMappingHandlerMapping");
			assertThat(context.getBeanNamesForType(JsonMapper.class)).containsExactly("hostMapper");
			assertThat(context.getBeanNamesForType(HandlerExceptionResolver.class))
				.noneMatch((name) -> name.startsWith("jwtAuth"));
			assertThat(context.getBeanNamesForType(HttpMessageConverter.class))
				.noneMatch((name) -> name.startsWith("jwtAuth"));
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class OpinionatedHost implements WebMvcConfigurer {

		@Bean
		Traces traces() {
			return new Traces();
		}

		@Bean
		JsonMapper hostMapper() {
			return JsonMapper.builder()
				.propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
				.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
				.build();
		}

		@Bean
		MappedInterceptor mappedInterceptor(Traces traces) {
			return new MappedInterceptor(new String[] { "/**" }, traces.interceptor("mapped "));
		}

		@Bean
		WebMvcConfigurer hostInterceptors(Traces traces) {
			return new WebMvcConfigurer() {

				@Override
				public void addInterceptors(InterceptorRegistry registry) {
					registry.addInterceptor(traces.interceptor("interceptor "));
				}

				@Override
				public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
					resolvers.add(0, traces);
				}

				/** Stands where that of Spring Security would. */
				@Override
				public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
					resolvers.add(new AuthenticationPrincipalArgumentResolver());
				}
			};
		}

	}

	static final class Traces implements HandlerExceptionResolver {

		private final List<String> seen = new ArrayList<>();

		HandlerInterceptor interceptor(String name) {
			return new HandlerInterceptor() {

				@Override
				public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
					Traces.this.seen.add(name + request.getRequestURI());
					return true;
				}
			};
		}

		@Override
		public ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response, Object handler,
				Exception ex) {
			this.seen.add("resolver " + ex.getClass().getSimpleName());
			return null;
		}

	}

	record View(String firstName) {

	}

	@RestController
	static class HostController {

		@GetMapping("/host/view")
		View view() {
			return new View("Ada");
		}

		@PostMapping("/host/view")
		View echo(@RequestBody View view) {
			return view;
		}

		@GetMapping("/host/failure")
		View failure() {
			throw new IllegalStateException("host failure");
		}

		@GetMapping(path = "/host/me", produces = MediaType.APPLICATION_JSON_VALUE)
		ResponseEntity<Object> me(AuthenticatedAccount account) {
			return ResponseEntity.ok(account.sessionId().value());
		}

		@GetMapping(path = "/host/principal", produces = MediaType.APPLICATION_JSON_VALUE)
		ResponseEntity<Object> principal(@AuthenticationPrincipal AuthenticatedAccount account) {
			return ResponseEntity.ok(account.sessionId().value());
		}

		@GetMapping(path = "/host/perhaps", produces = MediaType.APPLICATION_JSON_VALUE)
		ResponseEntity<Object> perhaps(Optional<AuthenticatedAccount> account) {
			return ResponseEntity.ok(account.<Object>map((present) -> present.sessionId().value())
				.orElseGet(() -> Optional.of("nobody")));
		}

	}

	@RestControllerAdvice
	static class HostAdvice implements ResponseBodyAdvice<Object> {

		private final Traces traces;

		HostAdvice(Traces traces) {
			this.traces = traces;
		}

		@ExceptionHandler
		ResponseEntity<Object> everything(Exception failure) {
			this.traces.seen.add("advice " + failure.getClass().getSimpleName());
			return ResponseEntity.status(418).contentType(MediaType.APPLICATION_JSON).body(Optional.of("host advice"));
		}

		@Override
		public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
			return true;
		}

		@Override
		public Object beforeBodyWrite(Object body, MethodParameter returnType, MediaType contentType,
				Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
				ServerHttpResponse response) {
			this.traces.seen.add("response advice");
			return body;
		}

	}

}
