package io.github.jwtauth.flow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host that exposes Spring Security's own authentication manager, as most do.
 */
class AuthenticationManagerFlowTests {

	private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(TestHost.PASSWORD);

	private static TestHost host;

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class, ManagerHost.class).with("jwtauth.accounts", "user-details").start();
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@BeforeEach
	void forget() {
		host.bean(ManagerHost.class).heard.clear();
	}

	@Test
	void theManagerJudgesAndEachLoginIsAnnouncedOnce() {
		TestCaller caller = host.caller();
		Answer login = caller.post("/auth/login", Map.of("username", "ADA", "password", TestHost.PASSWORD));
		assertThat(login.status()).as(login.toString()).isEqualTo(200);
		assertThat(login.json().at("/user/username").asString()).isEqualTo("ada");
		assertThat(caller.cookies()).doesNotContainKey("JSESSIONID");
		assertThat(TestTokens.claims(login.text("access_token")).get("roles").toString()).isEqualTo("[\"USER\"]");
		assertThat(heard()).containsExactly(AuthenticationSuccessEvent.class);
		assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);
	}

	@Test
	void everyRefusalIsOneAnswerAndAnnouncedOnce() {
		Answer wrong = host.caller().post("/auth/login", Map.of("username", "ada", "password", "wrong password"));
		assertThat(heard()).containsExactly(AuthenticationFailureBadCredentialsEvent.class);
		Answer unknown = host.caller().post("/auth/login", Map.of("username", "bob", "password", "wrong password"));
		Answer locked = host.caller().post("/auth/login", Map.of("username", "eve", "password", TestHost.PASSWORD));
		assertThat(wrong.code()).isEqualTo(unknown.code()).isEqualTo(locked.code()).isEqualTo("invalid_credentials");
		assertThat(heard()).hasSize(3);
	}

	/**
	 * Spring Security's encoder throws there, and an error would tell that she exists.
	 */
	@Test
	void aHashThatTheManagerCannotReadIsTheSameAnswer() {
		for (String username : List.of("bare", "foreign")) {
			Answer login = host.caller()
				.post("/auth/login", Map.of("username", username, "password", TestHost.PASSWORD));
			assertThat(login.status()).as(login.toString()).isEqualTo(401);
			assertThat(login.code()).isEqualTo("invalid_credentials");
		}
	}

	/** What a transactional service throws marks our transaction for rollback. */
	@Test
	void aDeletedUserIsOutAtTheNextRefreshWhereTheServiceIsTransactional() {
		Users users = host.bean(Users.class);
		users.createUser(User.withUsername("gil").password(HASH).roles("USER").build());
		TestCaller caller = host.caller();
		caller.post("/auth/login", Map.of("username", "gil", "password", TestHost.PASSWORD));
		users.deleteUser("gil");
		Answer refresh = caller.post("/auth/token/refresh");
		assertThat(refresh.code()).as(refresh.toString()).isEqualTo("session_ended");
		assertThat(refresh.text("reason")).isEqualTo("account_deleted");
		users.createUser(User.withUsername("gil").password(HASH).roles("USER").build());
		assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(401);
	}

	private static List<Class<?>> heard() {
		return host.bean(ManagerHost.class).heard;
	}

	@Configuration(proxyBeanMethods = false)
	static class ManagerHost {

		private final List<Class<?>> heard = new CopyOnWriteArrayList<>();

		@Bean
		Users users() {
			return new Users(User.withUsername("ada").password(HASH).roles("USER").build(),
					User.withUsername("eve").password(HASH).roles("USER").accountLocked(true).build(),
					User.withUsername("bare").password(HASH.substring("{bcrypt}".length())).roles("USER").build(),
					User.withUsername("foreign").password("{md4}" + TestHost.PASSWORD).roles("USER").build());
		}

		@Bean
		AuthenticationManager authenticationManager(AuthenticationConfiguration configuration) {
			return configuration.getAuthenticationManager();
		}

		@EventListener
		void hear(AbstractAuthenticationEvent event) {
			this.heard.add(event.getClass());
		}

	}

	/** As most services of users are that read a table. */
	static class Users extends InMemoryUserDetailsManager {

		Users(UserDetails... users) {
			super(users);
		}

		@Override
		@Transactional(readOnly = true)
		public UserDetails loadUserByUsername(String username) {
			return super.loadUserByUsername(username);
		}

	}

}
