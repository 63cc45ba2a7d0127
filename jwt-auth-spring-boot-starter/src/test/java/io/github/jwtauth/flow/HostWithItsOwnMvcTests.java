package io.github.jwtauth.flow;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.api.TokenApi;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host with a mapper, converters, interceptors, an error controller and an advice that
 * catches everything. None of it reaches our endpoints, and its own answers are, byte for
 * byte, those of the same host without us.
 */
class HostWithItsOwnMvcTests {

	private static TestHost host;

	private static TestHost before;

	@BeforeAll
	static void start() {
		host = TestHost.of(OwnMvc.class, TokenApi.class).start();
		before = TestHost.of(OwnMvc.class).withoutUs().start();
	}

	@AfterAll
	static void stop() {
		host.close();
		before.close();
	}

	@Test
	void itHasTheMainJob() {
		MainJob.of(host).isDone();
	}

	static List<Function<TestCaller, Answer>> requests() {
		return List.of((caller) -> caller.get("/host/view"), (caller) -> caller.get("/host/failure"),
				(caller) -> caller.get("/host/nothing-here"),
				(caller) -> caller.json("POST", "/host/view", "{\"first_name\":\"Eve\",\"unknown\":1}"),
				(caller) -> caller.json("POST", "/host/view", "{"), (caller) -> caller.json("PUT", "/host/view", "{}"),
				(caller) -> caller.header("Accept", "text/csv").get("/host/view"));
	}

	@ParameterizedTest
	@MethodSource("requests")
	void itsOwnAnswersAreThoseOfBefore(Function<TestCaller, Answer> request) {
		Answer now = request.apply(host.caller());
		Answer then = request.apply(before.caller());
		assertThat(now).hasToString(then.toString());
		assertThat(headers(now)).isEqualTo(headers(then));
	}

	@Test
	void nothingOfItReachesOurEndpoints() {
		TestCaller caller = host.caller();
		host.account("user@example.com", "USER");
		Answer login = caller.login("user@example.com");
		assertThat(login.json().propertyNames()).contains("access_token", "session_id");
		assertThat(caller.json("POST", "/auth/login", "{").code()).isEqualTo("validation");
		assertThat(caller.get("/auth/login").code()).isEqualTo("method_not_allowed");
		assertThat(caller.get("/auth/check").code()).isEqualTo("unauthorized");
		assertThat(login.header("X-Host")).isEmpty();
		Answer page = caller.get("/auth/pages/not-me");
		assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
		assertThat(page.header("X-Host")).isEmpty();
		assertThat(host.caller().get("/host/view").header("X-Host")).isNotEmpty();
	}

	@Test
	void aHostThatConfiguresMvcAllByItselfHasTheMainJob() {
		try (TestHost alone = TestHost.of(OwnMvc.class, TokenApi.class, AllByItself.class).start()) {
			MainJob.of(alone).isDone();
		}
	}

	private static Map<String, List<String>> headers(Answer answer) {
		Map<String, List<String>> headers = new TreeMap<>(answer.response().headers().map());
		headers.remove("date");
		return headers;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	static class AllByItself {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ View.Controller.class, CatchAll.class, Errors.class })
	static class OwnMvc implements WebMvcConfigurer {

		@Bean
		JsonMapper hostMapper() {
			return JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		}

		@Bean
		HttpMessageConverter<Object> csv() {
			return new CsvConverter();
		}

		@Bean
		@Order(1)
		SecurityFilterChain open(HttpSecurity http) {
			http.securityMatcher("/host/**", "/error")
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.csrf(AbstractHttpConfigurer::disable);
			return http.build();
		}

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(new HandlerInterceptor() {

				@Override
				public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
					response.setHeader("X-Host", "intercepted");
					return true;
				}

			});
		}

	}

	record View(String firstName) {

		@RestController
		static class Controller {

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

		}

	}

	@ControllerAdvice
	static class CatchAll implements ResponseBodyAdvice<Object> {

		@ExceptionHandler
		ResponseEntity<View> everything(Exception failure) {
			return ResponseEntity.status(418).body(new View(failure.getClass().getSimpleName()));
		}

		@Override
		public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
			return true;
		}

		@Override
		public Object beforeBodyWrite(Object body, MethodParameter returnType, MediaType selectedContentType,
				Class<? extends HttpMessageConverter<?>> selectedConverterType, ServerHttpRequest request,
				ServerHttpResponse response) {
			return (body instanceof View view) ? Map.of("enveloped", view) : body;
		}

	}

	@RestController
	static class Errors implements ErrorController {

		@RequestMapping("/error")
		Map<String, String> error() {
			return Map.of("host", "error");
		}

	}

}
