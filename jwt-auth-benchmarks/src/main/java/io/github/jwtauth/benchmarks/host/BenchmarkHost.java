package io.github.jwtauth.benchmarks.host;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An ordinary application, as an evaluator would write it.
 */
@SpringBootApplication
public class BenchmarkHost {

	/**
	 * Starts it.
	 * @param arguments properties
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(BenchmarkHost.class, arguments);
	}

}
