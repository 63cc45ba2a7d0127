package io.github.jwtauth.boot.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.login.TestJwtAuth;
import jakarta.servlet.http.Cookie;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/**
 * Sends requests through the filters and the dispatcher of a {@link TestWebHost}.
 */
final class TestBrowser {

	static final String LOGIN = """
			{"identifier":"%s","password":"%s"}""".formatted(TestWebHost.EMAIL, TestJwtAuth.PASSWORD);

	private final MockMvc mockMvc;

	private final ApplicationContext context;

	private TestBrowser(WebApplicationContext context) {
		this.context = context;
		DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(context);
		context.getBeanProvider(FilterRegistrationBean.class)
			.orderedStream()
			.forEach((registration) -> builder.addFilters(registration.getFilter()));
		this.mockMvc = builder.build();
	}

	static TestBrowser of(ApplicationContext context) {
		return new TestBrowser((WebApplicationContext) context);
	}

	static WebApplicationContextRunner host(String... properties) {
		return new WebApplicationContextRunner().withUserConfiguration(TestWebHost.class)
			.withPropertyValues("jwtauth.admin.enabled=true", "jwtauth.housekeeping.enabled=false")
			.withPropertyValues(properties);
	}

	TestJwtAuth core() {
		return this.context.getBean(TestJwtAuth.class);
	}

	Answer send(MockHttpServletRequestBuilder request) {
		try {
			return new Answer(this.mockMvc.perform(request).andReturn().getResponse());
		}
		catch (Exception ex) {
			throw new AssertionError("an exception escaped to the container", ex);
		}
	}

	Answer login() {
		return send(post("/auth/login", LOGIN));
	}

	static MockHttpServletRequestBuilder post(String path, String json) {
		return request("POST", path).contentType(MediaType.APPLICATION_JSON)
			.content(json.getBytes(StandardCharsets.UTF_8));
	}

	static MockHttpServletRequestBuilder get(String path) {
		return request("GET", path);
	}

	static MockHttpServletRequestBuilder request(String method, String path) {
		return MockMvcRequestBuilders.request(HttpMethod.valueOf(method), URI.create(path));
	}

	static MockHttpServletRequestBuilder bearer(MockHttpServletRequestBuilder request, Answer login) {
		return request.header("Authorization", "Bearer " + login.json().get("access_token"));
	}

	/**
	 * What came back.
	 *
	 * @param response the raw answer
	 */
	record Answer(MockHttpServletResponse response) {

		private static final JsonMapper MAPPER = JsonMapper.builder().build();

		int status() {
			return this.response.getStatus();
		}

		String body() {
			return new String(this.response.getContentAsByteArray(), StandardCharsets.UTF_8);
		}

		@SuppressWarnings("unchecked")
		Map<String, Object> json() {
			return MAPPER.readValue(body(), Map.class);
		}

		Object code() {
			return json().get("code");
		}

		String header(String name) {
			return this.response.getHeader(name);
		}

		List<String> setCookies() {
			return this.response.getHeaders("Set-Cookie");
		}

		Cookie cookie(String name) {
			Cookie cookie = this.response.getCookie(name);
			if (cookie == null) {
				throw new AssertionError("no cookie " + name + " in " + setCookies());
			}
			return new Cookie(name, cookie.getValue());
		}

	}

}
