package io.github.jwtauth.test.shop;

import io.github.jwtauth.boot.mail.AuthMailTransport;
import io.github.jwtauth.token.AccessTokenCustomizer;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

/**
 * A host with a transport and a claim of its own.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EnableMethodSecurity
public class ShopApplication {

	/** A test that reached this would send mail to people. */
	@Bean
	AuthMailTransport realTransport() {
		return (mail) -> {
			throw new AssertionError("sent");
		};
	}

	@Bean
	AccessTokenCustomizer branch() {
		return (claims, grant) -> claims.put("branch", "north");
	}

}
