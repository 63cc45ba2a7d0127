package io.github.jwtauth.boot.userdetails;

import java.util.List;
import java.util.function.UnaryOperator;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.User.UserBuilder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UserDetailsAccountsTests {

	private static final Secret OLD = Secret.of("{old}1");

	private static final Secret NEW = Secret.of("{new}2");

	private final InMemoryUserDetailsManager users = new InMemoryUserDetailsManager();

	private final UserDetailsAccounts accounts = new UserDetailsAccounts(this.users, this.users);

	@Test
	void userIsAnAccountUnderTheNameThatTheServiceSpells() {
		user((user) -> user.roles("USER", "ADMIN"));
		assertThat(this.accounts.findByIdentifier("ADA")).hasValueSatisfying((account) -> {
			assertThat(account.key()).isEqualTo("ada");
			assertThat(account.username()).isEqualTo("ada");
			assertThat(account.email()).isNull();
			assertThat(account.passwordHash()).isEqualTo(OLD);
			assertThat(account.roles()).containsExactly("ADMIN", "USER");
			assertThat(account.status()).isEqualTo(AccountStatus.ACTIVE);
		});
		assertThat(this.accounts.findByIdentifier("bob")).isEmpty();
	}

	@Test
	void keyIsTheExactName() {
		user(UnaryOperator.identity());
		assertThat(this.accounts.findByKey("ada")).isPresent();
		assertThat(this.accounts.findByKey("ADA")).isEmpty();
	}

	@Test
	void everyFlagThatKeepsSomebodyOutOfSpringSecurityClosesTheAccount() {
		assertThat(statusOf((user) -> user.disabled(true))).isEqualTo(AccountStatus.DISABLED);
		assertThat(statusOf((user) -> user.accountExpired(true))).isEqualTo(AccountStatus.DISABLED);
		assertThat(statusOf((user) -> user.accountLocked(true))).isEqualTo(AccountStatus.LOCKED);
		assertThat(statusOf((user) -> user.credentialsExpired(true))).isEqualTo(AccountStatus.LOCKED);
	}

	@Test
	void authorityThatIsNoRoleDoesNotBecomeOne() {
		user((user) -> user.authorities("ADMIN", "ROLE_USER", "report:read", "ROLE_", "SCOPE_x"));
		assertThat(this.accounts.findByKey("ada")).map(Account::roles)
			.hasValueSatisfying((roles) -> assertThat(roles).containsExactly("USER"));
	}

	@Test
	void hashIsReplacedOnlyWhenItIsTheExpectedOne() {
		user(UnaryOperator.identity());
		assertThat(this.accounts.replacePasswordHash("ada", NEW, OLD)).isFalse();
		assertThat(this.accounts.replacePasswordHash("bob", OLD, NEW)).isFalse();
		assertThat(this.accounts.replacePasswordHash("ada", OLD, NEW)).isTrue();
		assertThat(this.users.loadUserByUsername("ada").getPassword()).isEqualTo(NEW.reveal());
		assertThat(this.accounts.replacePasswordHash("ada", OLD, NEW)).isFalse();
	}

	@Test
	void withoutAServiceForPasswordsHashesStay() {
		user(UnaryOperator.identity());
		assertThat(new UserDetailsAccounts(this.users, null).replacePasswordHash("ada", OLD, NEW)).isFalse();
		assertThat(new UserDetailsAccounts(this.users, (user, password) -> user).replacePasswordHash("ada", OLD, NEW))
			.isFalse();
	}

	@Test
	void accountsAreMadeElsewhere() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.accounts.insertIfAbsent(Account.withKey("ada")));
	}

	/** Deleted would be for ever: links to identity providers go with it. */
	@Test
	void serviceThatThrowsForAClosedUserDoesNotDeleteThem() {
		for (AuthenticationException refusal : List.of(new LockedException("locked"), new DisabledException("no"))) {
			UserDetailsAccounts strict = new UserDetailsAccounts((username) -> {
				throw refusal;
			}, null);
			assertThat(strict.findByKey("ada")).hasValueSatisfying((account) -> {
				assertThat(account.key()).isEqualTo("ada");
				assertThat(account.status()).isEqualTo(AccountStatus.LOCKED);
			});
			assertThat(strict.findByIdentifier("ada")).isEmpty();
			assertThat(strict.replacePasswordHash("ada", OLD, NEW)).isFalse();
		}
	}

	@Test
	void guessesAtOneUserShareABudgetHoweverADirectoryIsAsked() {
		for (String spelling : List.of("ADA", " ada", "a\u00adda", "a\u200bda", "\u00e1da", "ad\u00e5")) {
			assertThat(this.accounts.canonicalIdentifier(spelling)).isEqualTo("ada");
		}
	}

	@Test
	void serviceThatIsDownIsNotAnUnknownUser() {
		UserDetailsAccounts down = new UserDetailsAccounts((username) -> {
			throw new InternalAuthenticationServiceException("down");
		}, null);
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> down.findByKey("ada"))
			.returns(AuthErrorCode.UNAVAILABLE, AuthException::code);
	}

	private AccountStatus statusOf(UnaryOperator<UserBuilder> change) {
		user(change);
		return this.accounts.findByKey("ada").map(Account::status).orElseThrow();
	}

	private void user(UnaryOperator<UserBuilder> change) {
		UserDetails user = change.apply(User.withUsername("ada").password(OLD.reveal()).roles("USER")).build();
		this.users.deleteUser("ada");
		this.users.createUser(user);
	}

}
