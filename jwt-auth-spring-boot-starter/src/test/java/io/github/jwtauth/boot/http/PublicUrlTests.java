package io.github.jwtauth.boot.http;

import java.net.URI;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** */
class PublicUrlTests {

	@ParameterizedTest
	@CsvSource({ "https://app.example.com,https://app.example.com", "https://App.Example.com/x,https://app.example.com",
			"HTTPS://app.example.com:443,https://app.example.com", "http://localhost:80,http://localhost",
			"http://localhost:8080/app,http://localhost:8080", "https://[::1]:8443,https://[::1]:8443" })
	void theOriginIsWrittenAsBrowsersWriteIt(URI configured, String origin) {
		assertThat(new PublicUrl(configured).origin()).contains(origin);
	}

}
