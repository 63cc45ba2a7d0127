package io.github.jwtauth.flow.hosts.iwantto;

import java.util.Map;
import java.util.Optional;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.boot.web.DeviceResolver;
import io.github.jwtauth.boot.web.RefreshTokenTransport;
import io.github.jwtauth.boot.web.TokensInBody;
import io.github.jwtauth.login.LoginAttempt;
import io.github.jwtauth.login.PasswordLogin;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;

/**
 * The snippets about an own chain, the caller and an own walk of
 * {@code docs/i-want-to.md}, together in one host.
 */
@EnableAutoConfiguration
@Configuration(proxyBeanMethods = false)
@Import({ ShopHost.ShopLoginController.class, ShopHost.ProfileController.class })
public class ShopHost {

	@Bean
	SecurityFilterChain apiChain(HttpSecurity http) {
		http.securityMatcher("/api/**");
		http.authorizeHttpRequests((requests) -> requests.requestMatchers("/api/admin/**")
			.hasRole("ADMIN")
			.requestMatchers("/api/public")
			.permitAll()
			.anyRequest()
			.authenticated());
		http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.with(jwtAuth());
		return http.build();
	}

	@RestController
	static class ProfileController {

		private final SubjectStore subjects;

		ProfileController(SubjectStore subjects) {
			this.subjects = subjects;
		}

		@GetMapping("/api/me")
		Map<String, Object> me(AuthenticatedAccount account) {
			return Map.of("sub", account.accountId().toString(), "session", account.sessionId().toString(), "roles",
					account.roles());
		}

		@GetMapping("/api/key")
		Map<String, String> key() {
			AuthenticatedAccount account = AuthenticatedAccount
				.of(SecurityContextHolder.getContext().getAuthentication())
				.orElseThrow();
			return Map.of("key", this.subjects.find(account.accountId()).orElseThrow().accountKey());
		}

		@GetMapping("/api/public")
		Map<String, Boolean> open(Optional<AuthenticatedAccount> account) {
			return Map.of("known", account.isPresent());
		}

		@GetMapping("/api/admin/ping")
		String admin() {
			return "admin";
		}

	}

	@RestController
	static class ShopLoginController {

		private final PasswordLogin login;

		private final DeviceResolver devices;

		private final RefreshTokenTransport transport;

		ShopLoginController(PasswordLogin login, DeviceResolver devices, RefreshTokenTransport transport) {
			this.login = login;
			this.devices = devices;
			this.transport = transport;
		}

		@PostMapping("/shop/login")
		ResponseEntity<Map<String, String>> login(@RequestBody Credentials credentials, HttpServletRequest request,
				HttpServletResponse response) {
			RawPassword password = RawPassword.of(Secret.of(credentials.password()), "password");
			LoginAttempt attempt = new LoginAttempt(credentials.customer(), password,
					this.devices.resolve(request, null), false, null);
			TokenPair tokens = this.login.login(attempt);
			TokensInBody inBody = this.transport.write(tokens, this.transport.channelOfNewSession(request), response);
			return ResponseEntity.ok()
				.cacheControl(CacheControl.noStore())
				.body(Map.of("token", (inBody.accessToken() != null) ? inBody.accessToken().reveal() : ""));
		}

		@ExceptionHandler
		ResponseEntity<Void> refused(AuthException refusal) {
			return ResponseEntity.status((refusal.code() == AuthErrorCode.BUSY) ? 503 : 401).build();
		}

		record Credentials(String customer, String password) {

			@Override
			public String toString() {
				return "Credentials[***]";
			}

		}

	}

}
