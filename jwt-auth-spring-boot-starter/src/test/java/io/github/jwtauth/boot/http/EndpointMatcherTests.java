package io.github.jwtauth.boot.http;

import java.util.Set;

import jakarta.servlet.http.MappingMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** */
class EndpointMatcherTests {

	private final EndpointMatcher matcher = matcherOf("");

	@ParameterizedTest
	@CsvSource({ "/auth/login,LOGIN", "/auth/login/,LOGIN", "/auth/%6cogin,LOGIN", "/auth/sessions,SESSIONS",
			"/auth/sessions/,SESSIONS", "/auth/sessions/1,SESSION", "/auth/sessions/1/,SESSION",
			"/auth/sessions/terminate-all,SESSIONS_TERMINATE_ALL", "/.well-known/jwks.json,JWKS", "/auth/csrf,",
			"/auth/LOGIN,", "/AUTH/login,", "/login,", "/auth,", "/auth/sessions/1/2,", "/x/auth/login,",
			"/auth/.well-known/jwks.json,", "/auth/%zz," })
	void aPathIsAnEndpointOrNot(String path, AuthEndpoint endpoint) {
		assertThat(this.matcher.match(request(path)).orElse(null)).isEqualTo(endpoint);
	}

	@ParameterizedTest
	@CsvSource({ "/auth,true", "/auth/,true", "/auth/x/y,true", "/%61uth/x,true", "/authors,false", "/x/auth,false",
			"/.well-known/jwks.json,false", "/,false" })
	void everythingBelowIsUnderTheBasePath(String path, boolean under) {
		assertThat(this.matcher.isUnderBasePath(request(path))).isEqualTo(under);
	}

	@Test
	void theContextPathIsNotPartOfIt() {
		MockHttpServletRequest request = request("/app/auth/login");
		request.setContextPath("/app");
		assertThat(this.matcher.match(request)).contains(AuthEndpoint.LOGIN);
	}

	@Test
	void theServletPathIsNotPartOfIt() {
		assertThat(matcherOf("/mvc").match(request("/mvc", MappingMatch.PATH))).contains(AuthEndpoint.LOGIN);
	}

	/** The path of an endpoint is open to everybody, another servlet's need not be. */
	@Test
	void aPathOfAnotherServletIsNoEndpoint() {
		assertThat(this.matcher.match(request("/soap", MappingMatch.PATH))).isEmpty();
		assertThat(matcherOf("/mvc").match(request("/soap", MappingMatch.PATH))).isEmpty();
		assertThat(matcherOf("/mvc").match(request("", MappingMatch.DEFAULT))).isEmpty();
		assertThat(this.matcher.match(request("", MappingMatch.EXACT))).isEmpty();
		assertThat(this.matcher.match(request("", MappingMatch.EXTENSION))).isEmpty();
		assertThat(this.matcher.match(request("", MappingMatch.DEFAULT))).contains(AuthEndpoint.LOGIN);
		assertThat(this.matcher.isUnderBasePath(request("/soap", MappingMatch.PATH))).isFalse();
	}

	private static EndpointMatcher matcherOf(String servletPath) {
		return new EndpointMatcher(new EndpointSettings("/auth", Set.of("csrf")), servletPath);
	}

	private static MockHttpServletRequest request(String servletPath, MappingMatch match) {
		MockHttpServletRequest request = request(servletPath + "/auth/login");
		request.setServletPath(servletPath);
		request.setPathInfo("/auth/login");
		request.setHttpServletMapping(new MockHttpServletMapping("auth/login", "", "servlet", match));
		return request;
	}

	private static MockHttpServletRequest request(String path) {
		return new MockHttpServletRequest("GET", path);
	}

}
