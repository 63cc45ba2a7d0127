package io.github.jwtauth.test;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Contexts are shared between tests; what one test has moved or caused is not left to the
 * next.
 */
final class FreshStartTestExecutionListener extends AbstractTestExecutionListener {

	@Override
	public void afterTestMethod(TestContext testContext) {
		if (testContext.hasApplicationContext()) {
			ApplicationContext application = testContext.getApplicationContext();
			application.getBeanProvider(TestClock.class).ifAvailable(TestClock::reset);
			application.getBeanProvider(CapturedMails.class).ifAvailable(CapturedMails::clear);
		}
	}

}
