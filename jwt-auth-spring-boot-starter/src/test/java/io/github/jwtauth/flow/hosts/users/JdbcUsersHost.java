package io.github.jwtauth.flow.hosts.users;

import javax.sql.DataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.provisioning.JdbcUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;

/**
 * A host with Spring Security's own tables of users, pages behind a login form for them,
 * and now an API behind tokens.
 */
@Configuration(proxyBeanMethods = false)
public class JdbcUsersHost {

	@Bean
	JdbcUserDetailsManager users(DataSource dataSource) {
		createTables(JdbcClient.create(dataSource));
		JdbcUserDetailsManager users = new JdbcUserDetailsManager(dataSource);
		users.setEnableUpdatePassword(true);
		return users;
	}

	@Bean
	@Order(1)
	SecurityFilterChain apiChain(HttpSecurity http) {
		http.securityMatcher("/api/**").authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
		http.with(jwtAuth());
		return http.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain pageChain(HttpSecurity http) {
		http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
		http.formLogin(Customizer.withDefaults());
		return http.build();
	}

	private static void createTables(JdbcClient jdbc) {
		jdbc.sql("create table users (username varchar(100) primary key, password varchar(500), enabled boolean)")
			.update();
		jdbc.sql("create table authorities (username varchar(100) references users, authority varchar(50))").update();
	}

}
