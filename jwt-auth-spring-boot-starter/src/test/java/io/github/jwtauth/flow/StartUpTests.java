package io.github.jwtauth.flow;

import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A dangerous configuration refuses to start, and the message names the property and the
 * way out.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartUpTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			jwtauth.secret                       | secret
			jwtauth.secret                       | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
			jwtauth.secret                       | 0123456789abcdef0123456789abcdef
			jwtauth.previous-secrets             | short
			jwtauth.public-url                   | not-a-url
			jwtauth.session                      | session.absolute-lifetime=91d
			jwtauth.session                      | refresh-token.retry-window=61s
			jwtauth.session                      | session.max-per-account=0
			jwtauth.access-token.lifetime        | 2h
			jwtauth.password.hashing-permits     | 100000
			jwtauth.cors.allowed-origins         | *
			jwtauth.cors.allowed-origins         | null
			jwtauth.cors.allowed-origins         | https://app.example.com/path
			jwtauth.signing.algorithm            | RS256
			jwtauth.signing.rotation-interval    | 1h
			jwtauth.cookie.same-site             | none
			""")
	void aDangerousValueIsNamed(String property, String value, CapturedOutput output) {
		String[] pair = value.contains("=") ? value.split("=", 2) : null;
		String name = (pair != null) ? "jwtauth." + pair[0] : property;
		TestHost.Starting host = TestHost.of(PlainHost.class).with(name, (pair != null) ? pair[1] : value);

		assertThatException().isThrownBy(() -> host.start().close());
		assertThat(output).contains("APPLICATION FAILED TO START").contains(property);
	}

}
