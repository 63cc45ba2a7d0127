package io.github.jwtauth.flow.hosts.live;

import io.github.jwtauth.boot.security.RequireLiveSession;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;
import static io.github.jwtauth.boot.security.LiveSession.liveSession;

/**
 * A host where some things must not be done by somebody who was just logged out.
 */
@SpringBootApplication
public class LiveHost {

	@Bean
	SecurityFilterChain hostChain(HttpSecurity http) {
		http.authorizeHttpRequests((requests) -> requests.requestMatchers("/live/chain")
			.access(liveSession())
			.requestMatchers("/live/bean", "/live/declared", "/live/method")
			.permitAll()
			.anyRequest()
			.authenticated());
		http.with(jwtAuth());
		return http.build();
	}

	/** Behind an interface that says it. */
	public interface Declared {

		@RequireLiveSession
		String declared();

	}

	@Component
	static class DeclaredPayments implements Declared {

		@Override
		public String declared() {
			return "declared";
		}

	}

	/** Behind an interface that does not. */
	public interface Payments {

		String pay();

		String look();

	}

	@Component
	static class LivePayments implements Payments {

		@Override
		@RequireLiveSession
		public String pay() {
			return "paid";
		}

		@Override
		public String look() {
			return "seen";
		}

	}

	/** Has nothing to do with any of this. */
	@Component
	public static class Bystander {

		public String stand() {
			return "by";
		}

	}

	@RestController
	@RequireLiveSession
	static class LiveController {

		@GetMapping("/live/type")
		String type() {
			return "type";
		}

	}

	@RestController
	static class PaymentController {

		private final Payments payments;

		private final Declared declared;

		PaymentController(Payments payments, Declared declared) {
			this.payments = payments;
			this.declared = declared;
		}

		@GetMapping("/live/method")
		@RequireLiveSession
		String method() {
			return "method";
		}

		@GetMapping("/live/chain")
		String chain() {
			return "chain";
		}

		@GetMapping("/live/bean")
		String bean() {
			return this.payments.pay();
		}

		@GetMapping("/live/declared")
		String declared() {
			return this.declared.declared();
		}

		@GetMapping("/plain")
		String plain() {
			return this.payments.look();
		}

	}

}
