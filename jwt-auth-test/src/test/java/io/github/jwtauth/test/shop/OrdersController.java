package io.github.jwtauth.test.shop;

import java.util.Map;

import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.boot.security.RequireLiveSession;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the shop does.
 */
@RestController
public class OrdersController {

	@GetMapping("/catalogue")
	String catalogue() {
		return "tea";
	}

	@GetMapping("/orders")
	Map<String, Object> orders(AuthenticatedAccount account) {
		return Map.of("of", account.accountId().toString(), "session", account.sessionId().toString(), "verified",
				account.emailVerified());
	}

	@PostMapping("/orders")
	void order() {
	}

	@PreAuthorize("hasRole('ADMIN')")
	@GetMapping("/report")
	String report(@AuthenticationPrincipal Jwt token) {
		String branch = token.getClaimAsString("branch");
		return (branch != null) ? branch : "all";
	}

	@RequireLiveSession
	@GetMapping("/receipts")
	String receipts() {
		return "paid";
	}

	/** Needs a live session where the host says so in its chain. */
	@GetMapping("/refunds")
	String refunds() {
		return "none";
	}

	/** Needs a second factor, and a password that was entered just now. */
	@DeleteMapping("/orders")
	void forget() {
	}

}
