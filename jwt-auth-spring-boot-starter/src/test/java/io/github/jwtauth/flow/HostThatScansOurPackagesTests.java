package io.github.jwtauth.flow;

import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.flow.hosts.notes.NotesHost;
import io.github.jwtauth.host.Note;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A host whose own package is above ours, or that scans everything there is.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostThatScansOurPackagesTests {

	@Test
	void itHasTheMainJob() {
		try (TestHost host = TestHost.of(NotesHost.class, Boots.class).start()) {
			MainJob.of(host).isDone();
		}
	}

	@Test
	void withoutTheFiltersOfBootItIsToldSo(CapturedOutput output) {
		TestHost.Starting host = TestHost.of(NotesHost.class, Plain.class);
		assertThatException().isThrownBy(() -> host.start().close());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("@ComponentScan")
			.contains("AutoConfigurationExcludeFilter");
	}

	/** As {@code @SpringBootApplication} scans; tests are not in our jar. */
	@Configuration(proxyBeanMethods = false)
	@ComponentScan(basePackageClasses = JwtAuthBean.class,
			excludeFilters = { @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
					@Filter(type = FilterType.CUSTOM, classes = AutoConfigurationExcludeFilter.class),
					@Filter(type = FilterType.REGEX, pattern = ".*Tests?\\$.*|.*\\.Test.*") })
	@EntityScan(basePackageClasses = { JwtAuthBean.class, Note.class })
	@EnableJpaRepositories(basePackageClasses = { JwtAuthBean.class, Note.class })
	static class Boots {

	}

	@Configuration(proxyBeanMethods = false)
	@ComponentScan(basePackageClasses = JwtAuthBean.class,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*Tests?\\$.*|.*\\.Test.*"))
	static class Plain {

	}

}
