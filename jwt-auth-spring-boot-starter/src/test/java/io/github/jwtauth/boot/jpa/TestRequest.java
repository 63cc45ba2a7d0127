package io.github.jwtauth.boot.jpa;

import jakarta.persistence.EntityManagerFactory;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.orm.jpa.support.OpenEntityManagerInViewInterceptor;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * A request as open-in-view, Boot's default, surrounds it.
 */
final class TestRequest {

	private TestRequest() {
	}

	static void withOpenSession(TestHouse house, Runnable work) {
		OpenEntityManagerInViewInterceptor interceptor = new OpenEntityManagerInViewInterceptor();
		interceptor.setEntityManagerFactory(house.get(EntityManagerFactory.class));
		ServletWebRequest request = new ServletWebRequest(new MockHttpServletRequest());
		interceptor.preHandle(request);
		try {
			work.run();
		}
		finally {
			interceptor.afterCompletion(request, null);
		}
	}

}
