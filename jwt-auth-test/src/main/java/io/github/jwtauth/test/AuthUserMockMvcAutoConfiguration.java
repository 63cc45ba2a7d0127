package io.github.jwtauth.test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.ConfigurableMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcConfigurer;
import org.springframework.web.context.WebApplicationContext;

/**
 * A request with an access token in its header needs no CSRF token. The requests of a
 * test {@link WithAuthUser} carry none, so they are exempted here.
 */
@AutoConfiguration
@ConditionalOnClass(MockMvcBuilderCustomizer.class)
final class AuthUserMockMvcAutoConfiguration {

	@Bean
	MockMvcBuilderCustomizer jwtAuthUserMockMvcBuilderCustomizer() {
		return (builder) -> builder.apply(new WithoutCsrf());
	}

	private static final class WithoutCsrf implements MockMvcConfigurer {

		@Override
		public RequestPostProcessor beforeMockMvcCreated(ConfigurableMockMvcBuilder<?> builder,
				WebApplicationContext context) {
			return WithoutCsrf::exempt;
		}

		private static MockHttpServletRequest exempt(MockHttpServletRequest request) {
			if (AuthUser.isIn(TestSecurityContextHolder.getContext())) {
				CsrfFilter.skipRequest(request);
			}
			return request;
		}

	}

}
