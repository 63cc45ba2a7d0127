package io.github.jwtauth.sample;

import java.util.Map;

import io.github.jwtauth.boot.http.AuthenticatedAccount;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Something worth protecting.
 */
@RestController
@RequestMapping("/api")
class HelloController {

	@GetMapping("/hello")
	Map<String, String> hello(AuthenticatedAccount account) {
		return Map.of("message", "Hello, you are logged in.", "sub", account.accountId().toString());
	}

	@GetMapping("/public")
	Map<String, String> open() {
		return Map.of("message", "Hello, whoever you are.");
	}

	/** Needs a password that was typed a moment ago. */
	@GetMapping("/vault")
	Map<String, String> vault(AuthenticatedAccount account) {
		return Map.of("message", "Hello, you have just proven who you are.", "sub", account.accountId().toString());
	}

	@GetMapping("/admin")
	Map<String, String> admin(AuthenticatedAccount account) {
		return Map.of("message", "Hello, administrator.", "sub", account.accountId().toString());
	}

}
