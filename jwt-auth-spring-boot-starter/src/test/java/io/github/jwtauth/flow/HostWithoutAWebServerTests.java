package io.github.jwtauth.flow;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.flow.hosts.notes.NotesHost;
import io.github.jwtauth.host.NoteRepository;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host that is a batch job or a command, on the same accounts: everything but the
 * endpoints is there.
 */
class HostWithoutAWebServerTests {

	@Test
	void itHasTheAccounts() {
		try (TestHost host = TestHost.of(NotesHost.class).web(WebApplicationType.NONE).start()) {
			String key = host.account("user@example.com", "USER");
			Account account = host.bean(AccountStore.class).findByKey(key).orElseThrow();
			assertThat(account.roles()).containsExactly("USER");
			assertThat(host.bean(Passwords.class).encode(RawPassword.of(Secret.of("another one"), "password")))
				.isNotNull();
			assertThat(host.bean(NoteRepository.class).count()).isZero();
		}
	}

}
