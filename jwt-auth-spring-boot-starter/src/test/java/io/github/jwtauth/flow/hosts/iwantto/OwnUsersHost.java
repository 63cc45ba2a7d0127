package io.github.jwtauth.flow.hosts.iwantto;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.web.DeviceResolver;
import io.github.jwtauth.boot.web.RefreshTokenTransport;
import io.github.jwtauth.boot.web.TokenChannel;
import io.github.jwtauth.login.AccountChanges;
import io.github.jwtauth.login.ExternalLogin;
import io.github.jwtauth.session.TokenPair;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;

/**
 * The snippets about accounts of {@code docs/i-want-to.md}, together in one host.
 */
@Configuration(proxyBeanMethods = false)
@Import({ OwnUsersHost.UserAccountStore.class, OwnUsersHost.PasswordsOfUsers.class })
public class OwnUsersHost {

	/** Set by the test before the start. */
	public static Clock clock = Clock.systemUTC();

	@Bean(defaultCandidate = false)
	@JwtAuthBean
	Clock movableClock() {
		return clock;
	}

	@Bean
	LoginPolicy weekdaysOnly(@JwtAuthBean Clock clock) {
		LoginPolicy builtIn = LoginPolicy.activeAccounts(true);
		return (account) -> {
			boolean weekend = LocalDate.now(clock).getDayOfWeek().getValue() > 5;
			return (weekend && !account.roles().contains("ON_CALL")) ? LoginDecision.CLOSED : builtIn.check(account);
		};
	}

	@Bean
	AuthenticationSuccessHandler openSession(ExternalLogin externalLogin, AccountLookup accounts,
			DeviceResolver devices, RefreshTokenTransport transport) {
		return (request, response, authentication) -> {
			KnownAccount account = accounts.byIdentifier(authentication.getName()).orElseThrow();
			TokenPair tokens = externalLogin.open(account.id(), List.of("fed"), devices.resolve(request, null), false);
			transport.write(tokens, TokenChannel.COOKIE, response);
			response.sendRedirect("/");
		};
	}

	/** Stands for an identity provider, a directory or a badge. */
	@Bean
	UserDetailsService badges() {
		return new InMemoryUserDetailsManager(
				User.withUsername("badge@example.com").password("{noop}badge-4711").build());
	}

	@Bean
	@Order(1)
	SecurityFilterChain badgeChain(HttpSecurity http, AuthenticationSuccessHandler openSession) {
		http.securityMatcher("/badge/**").csrf(AbstractHttpConfigurer::disable);
		http.formLogin((login) -> login.loginProcessingUrl("/badge/login").successHandler(openSession));
		return http.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain restChain(HttpSecurity http) {
		http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
		http.with(jwtAuth());
		return http.build();
	}

	@Component
	static class UserAccountStore implements AccountStore {

		private final JdbcClient jdbc;

		UserAccountStore(JdbcClient jdbc) {
			this.jdbc = jdbc;
			jdbc.sql("""
					create table users (id bigint generated always as identity primary key, email varchar(254),
					email_confirmed boolean, password varchar(255), enabled boolean, roles varchar(255))""").update();
		}

		@Override
		public Optional<Account> findByIdentifier(String identifier) {
			return this.jdbc.sql("select * from users where lower(email) = lower(?)")
				.param(identifier)
				.query(UserAccountStore::account)
				.optional();
		}

		@Override
		public Optional<Account> findByKey(String key) {
			return this.jdbc.sql("select * from users where id = ?")
				.param(Long.valueOf(key))
				.query(UserAccountStore::account)
				.optional();
		}

		@Override
		public boolean insertIfAbsent(Account account) {
			throw new UnsupportedOperationException("users sign up elsewhere");
		}

		@Override
		public boolean replacePasswordHash(String key, Secret expected, Secret replacement) {
			return this.jdbc.sql("update users set password = ? where id = ? and password = ?")
				.params(replacement.reveal(), Long.valueOf(key), expected.reveal())
				.update() == 1;
		}

		private static Account account(ResultSet row, int number) throws SQLException {
			return Account.withKey(row.getString("id"))
				.withEmail(EmailAddress.of(row.getString("email")), row.getBoolean("email_confirmed"))
				.withPasswordHash(Secret.of(row.getString("password")))
				.withStatus(row.getBoolean("enabled") ? AccountStatus.ACTIVE : AccountStatus.DISABLED)
				.withRoles(List.of(row.getString("roles").split(",")));
		}

	}

	/** Not final: Spring makes a proxy of it. */
	@Service
	public static class PasswordsOfUsers {

		private final AccountChanges changes;

		private final SubjectStore subjects;

		private final JdbcClient jdbc;

		PasswordsOfUsers(AccountChanges changes, SubjectStore subjects, JdbcClient jdbc) {
			this.changes = changes;
			this.subjects = subjects;
			this.jdbc = jdbc;
		}

		@Transactional
		public void change(long userId, Secret hash) {
			this.jdbc.sql("update users set password = ? where id = ?").params(hash.reveal(), userId).update();
			this.changes.credentialsChanged(this.subjects.subjectOf(Long.toString(userId)).id());
		}

		@Transactional
		public void changeAndThinkBetterOfIt(long userId, Secret hash) {
			change(userId, hash);
			throw new IllegalStateException("not today");
		}

	}

}
