package io.github.jwtauth.flow.hosts.external;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import jakarta.servlet.http.HttpSession;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static io.github.jwtauth.boot.external.ExternalLoginConfigurer.externalLogin;
import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;

/**
 * A host whose people log in with a provider.
 */
@SpringBootApplication
public class ExternalLoginHost {

	/** What happened, in order. */
	public final List<AuthEvent> events = Collections.synchronizedList(new ArrayList<>());

	@Bean
	SecurityFilterChain hostChain(HttpSecurity http, @Value("${host.explicit-save:true}") boolean explicitSave) {
		http.authorizeHttpRequests(
				(requests) -> requests.requestMatchers("/basket").permitAll().anyRequest().authenticated());
		http.with(jwtAuth());
		http.with(externalLogin());
		http.securityContext((context) -> context.requireExplicitSave(explicitSave));
		return http.build();
	}

	@EventListener
	void remember(AuthEvent event) {
		this.events.add(event);
	}

	@RestController
	static class HostController {

		@GetMapping("/api/ping")
		Map<String, String> ping(AuthenticatedAccount account) {
			return Map.of("sub", account.accountId().toString());
		}

		/** A page for whoever is logged in, in whatever way. */
		@GetMapping("/page")
		String page() {
			return "page";
		}

		/** Something of the host that lives in the servlet session. */
		@GetMapping("/basket")
		String basket(HttpSession session) {
			Object before = session.getAttribute("basket");
			session.setAttribute("basket", "full");
			return (before != null) ? before.toString() : "empty";
		}

	}

}
