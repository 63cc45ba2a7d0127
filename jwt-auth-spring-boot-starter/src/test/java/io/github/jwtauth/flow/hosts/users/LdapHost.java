package io.github.jwtauth.flow.hosts.users;

import java.util.Collection;
import java.util.Map;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.ldap.core.DirContextOperations;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.ldap.LdapBindAuthenticationManagerFactory;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.ldap.DefaultSpringSecurityContextSource;
import org.springframework.security.ldap.search.FilterBasedLdapUserSearch;
import org.springframework.security.ldap.userdetails.DefaultLdapAuthoritiesPopulator;
import org.springframework.security.ldap.userdetails.LdapUserDetailsMapper;
import org.springframework.security.ldap.userdetails.LdapUserDetailsService;

/**
 * The snippets about LDAP of {@code docs/i-want-to.md}.
 */
@Configuration(proxyBeanMethods = false)
public class LdapHost {

	@Bean
	DefaultSpringSecurityContextSource directory(@Value("${app.directory}") String url) {
		DefaultSpringSecurityContextSource directory = new DefaultSpringSecurityContextSource(url);
		directory.setBaseEnvironmentProperties(
				Map.of("com.sun.jndi.ldap.connect.timeout", "1000", "com.sun.jndi.ldap.read.timeout", "2000"));
		return directory;
	}

	@Bean
	AuthenticationManager directoryPasswords(DefaultSpringSecurityContextSource directory) {
		LdapBindAuthenticationManagerFactory factory = new LdapBindAuthenticationManagerFactory(directory);
		factory.setUserDnPatterns("uid={0},ou=people");
		factory.setUserDetailsContextMapper(new OneSpelling());
		return factory.createAuthenticationManager();
	}

	@Bean
	UserDetailsService directoryUsers(DefaultSpringSecurityContextSource directory) {
		LdapUserDetailsService users = new LdapUserDetailsService(
				new FilterBasedLdapUserSearch("ou=people", "(uid={0})", directory),
				new DefaultLdapAuthoritiesPopulator(directory, "ou=groups"));
		users.setUserDetailsMapper(new OneSpelling());
		return users;
	}

	static class OneSpelling extends LdapUserDetailsMapper {

		@Override
		public UserDetails mapUserFromContext(DirContextOperations entry, String typed,
				Collection<? extends GrantedAuthority> authorities) {
			return super.mapUserFromContext(entry, entry.getStringAttribute("uid"), authorities);
		}

	}

}
