package io.github.jwtauth.flow;

import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A host that makes its beans when they are asked for. What must be refused is refused at
 * the start all the same, and what was ended elsewhere is known from the start.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostWithLazyBeansTests {

	@Test
	void itHasTheMainJob() {
		try (TestHost host = lazy().start()) {
			MainJob.of(host).isDone();
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.contains("jwtauth-housekeeping");
		}
	}

	@Test
	void aDangerousConfigurationIsRefusedAtTheStart(CapturedOutput output) {
		assertThatException().isThrownBy(() -> lazy().with("jwtauth.secret", "secret").start().close());
		assertThat(output).contains("APPLICATION FAILED TO START").contains("jwtauth.secret");
	}

	private static TestHost.Starting lazy() {
		return TestHost.of(PlainHost.class).with("spring.main.lazy-initialization", "true");
	}

}
