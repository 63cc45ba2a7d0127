package io.github.jwtauth.boot.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

import javax.naming.NameNotFoundException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.security.ldap.DefaultSpringSecurityContextSource;
import org.springframework.security.ldap.search.FilterBasedLdapUserSearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A directory is a store, too: a refresh asks it who somebody still is.
 */
@Timeout(30)
class OutagesTests {

	@Test
	void directoryThatDoesNotAnswerInTimeIsAnOutage() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			assertThat(Outages.isOutage(searchAt(silent.getLocalPort()))).isTrue();
		}
	}

	@Test
	void directoryThatIsNotThereIsAnOutage() throws IOException {
		int port;
		try (ServerSocket closed = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			port = closed.getLocalPort();
		}
		assertThat(Outages.isOutage(searchAt(port))).isTrue();
	}

	@Test
	void directoryThatSaysNoIsNone() {
		assertThat(Outages.isOutage(new IllegalStateException(new NameNotFoundException("ou=people")))).isFalse();
	}

	private static Throwable searchAt(int port) {
		DefaultSpringSecurityContextSource directory = new DefaultSpringSecurityContextSource(
				"ldap://127.0.0.1:" + port + "/dc=example,dc=org");
		directory.setBaseEnvironmentProperties(
				Map.of("com.sun.jndi.ldap.connect.timeout", "500", "com.sun.jndi.ldap.read.timeout", "300"));
		directory.setAnonymousReadOnly(true);
		directory.afterPropertiesSet();
		FilterBasedLdapUserSearch search = new FilterBasedLdapUserSearch("ou=people", "(uid={0})", directory);
		Throwable failure = catchThrowable(() -> search.searchForUser("ada"));
		assertThat(failure).isNotNull();
		return failure;
	}

}
