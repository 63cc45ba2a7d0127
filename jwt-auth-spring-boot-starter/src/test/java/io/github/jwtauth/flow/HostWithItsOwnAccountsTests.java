package io.github.jwtauth.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.InMemoryAccountStore;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hosts whose accounts are in a store of theirs: one that does everything, and one that
 * was written when stores could do less.
 */
class HostWithItsOwnAccountsTests {

	private static final String ADA = "ada@example.com";

	private static final String NEW = "the analytical engine weaves";

	@Test
	void aStoreThatDoesEverythingHasAWholeLife() {
		try (TestHost host = host(WholeStore.class)) {
			TestCaller caller = host.caller();
			assertStatus(202, caller.post("/auth/register", Map.of("email", ADA, "password", TestHost.PASSWORD)));
			String token = host.mails().token(NoticeKind.VERIFY_EMAIL);
			assertStatus(200, caller.post("/auth/email/verify", Map.of("token", token)));
			Answer login = caller.login(ADA);
			TestCaller owner = caller.bearer(login.text("access_token"));
			assertStatus(200, owner.json("PATCH", "/auth/me", "{\"first_name\":\"Ada\"}"));
			assertThat(owner.get("/auth/me").text("first_name")).isEqualTo("Ada");
			Answer changed = owner.post("/auth/password/change",
					Map.of("current_password", TestHost.PASSWORD, "new_password", NEW));
			assertStatus(200, changed);
			assertStatus(204, caller.bearer(changed.text("access_token"))
				.json("DELETE", "/auth/me", "{\"password\":\"" + NEW + "\"}"));
			assertThat(host.bean(AccountStore.class).findByIdentifier(ADA)).isEmpty();
		}
	}

	@Test
	void aStoreThatCanDoLessIsNeverAnInternalError() {
		try (TestHost host = host(OldStore.class)) {
			TestCaller caller = host.caller();
			assertNotSupported(caller.post("/auth/register", Map.of("email", ADA, "password", TestHost.PASSWORD)));
			assertNotSupported(caller.post("/auth/register", Map.of("email", "old@example.com", "password", NEW)));
			assertStatus(202, caller.post("/auth/email/resend", Map.of("email", "new@example.com")));
			String proof = host.mails().token(NoticeKind.VERIFY_EMAIL);
			assertNotSupported(caller.post("/auth/email/verify", Map.of("token", proof)));
			assertStatus(202, caller.post("/auth/password/reset", Map.of("email", "old@example.com")));
			String reset = host.mails().token(NoticeKind.RESET_PASSWORD);
			assertNotSupported(
					caller.post("/auth/password/reset/confirm", Map.of("token", reset, "new_password", NEW)));

			TestCaller owner = caller.bearer(caller.login("old@example.com").text("access_token"));
			assertNotSupported(owner.post("/auth/password/change",
					Map.of("current_password", TestHost.PASSWORD, "new_password", NEW)));
			assertNotSupported(owner.json("PATCH", "/auth/me", "{\"first_name\":\"Ada\"}"));
			assertStatus(200, owner.json("PATCH", "/auth/me", "{\"locale\":\"de\"}"));
			assertStatus(200, owner.post("/auth/me/export"));
			assertNotSupported(owner.json("DELETE", "/auth/me", "{\"password\":\"" + TestHost.PASSWORD + "\"}"));
			assertStatus(202, owner.post("/auth/email/change", Map.of("new_email", ADA)));
			String change = host.mails().token(NoticeKind.CONFIRM_EMAIL_CHANGE);
			assertNotSupported(caller.post("/auth/email/change/confirm", Map.of("token", change)));
			assertStatus(202, owner.post("/auth/admin/invitations", Map.of("email", "guest@example.com")));
			String invitation = host.mails().token(NoticeKind.INVITATION);
			assertNotSupported(caller.post("/auth/invitations/accept", Map.of("token", invitation, "password", NEW)));
			assertStatus(200, owner.get("/auth/check"));
		}
	}

	private static TestHost host(Class<?> store) {
		return TestHost.of(PlainHost.class, store)
			.with("jwtauth.accounts", "store")
			.with("jwtauth.admin.enabled", "true")
			.with("jwtauth.rate-limit.enabled", "false")
			.start();
	}

	private static void assertStatus(int status, Answer answer) {
		assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
	}

	private static void assertNotSupported(Answer answer) {
		assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
		assertThat(answer.code()).isEqualTo("not_supported");
	}

	@Configuration(proxyBeanMethods = false)
	static class WholeStore {

		@Bean
		AccountStore accounts() {
			return new InMemoryAccountStore(new InMemoryTransactions());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OldStore {

		@Bean
		AccountStore accounts(ObjectProvider<Passwords> passwords) {
			return new FourMethods(passwords::getObject);
		}

	}

	/** What a store had to do before there was anything about accounts but logins. */
	private static final class FourMethods implements AccountStore {

		private final InMemoryAccountStore users = new InMemoryAccountStore(new InMemoryTransactions());

		private final Supplier<Passwords> passwords;

		FourMethods(Supplier<Passwords> passwords) {
			this.passwords = passwords;
		}

		private synchronized InMemoryAccountStore users() {
			if (this.users.findByKey("1").isEmpty()) {
				Secret hash = this.passwords.get().encode(RawPassword.of(Secret.of(TestHost.PASSWORD), "password"));
				Account old = Account.withKey("1").withPasswordHash(hash).withRoles(List.of("USER", "ADMIN"));
				this.users.insertIfAbsent(old.withEmail(EmailAddress.of("old@example.com"), true));
				this.users.insertIfAbsent(Account.withKey("2")
					.withPasswordHash(hash)
					.withEmail(EmailAddress.of("new@example.com"), false));
			}
			return this.users;
		}

		@Override
		public Optional<Account> findByIdentifier(String identifier) {
			return users().findByIdentifier(identifier);
		}

		@Override
		public Optional<Account> findByKey(String key) {
			return users().findByKey(key);
		}

		@Override
		public boolean insertIfAbsent(Account account) {
			throw new UnsupportedOperationException("users sign up elsewhere");
		}

		@Override
		public boolean replacePasswordHash(String key, Secret expected, Secret replacement) {
			return users().replacePasswordHash(key, expected, replacement);
		}

	}

}
