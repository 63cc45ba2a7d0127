package io.github.jwtauth.account;

import java.util.List;
import java.util.Locale;

import io.github.jwtauth.Secret;
import io.github.jwtauth.TestRace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link AccountStore} promises, for every implementation that inserts accounts and
 * knows addresses and usernames: extend it and answer {@link #store()}. A store over
 * users that are made elsewhere extends {@link ExistingAccountsContract}.
 */
public abstract class AccountStoreContract extends ExistingAccountsContract {

	@Override
	protected void given(Account account) {
		assertThat(insert(account)).isTrue();
	}

	@Test
	void insertedAccountIsFoundAsItWas() {
		Account account = somebody().withUsername(name())
			.withRoles(List.of("USER", "ADMIN"))
			.withPasswordHash(Secret.of("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"));
		assertThat(insert(account)).isTrue();
		assertThat(store().findByKey(account.key())).hasValueSatisfying((found) -> assertSame(found, account));
		assertThat(store().findByIdentifier(emailOf(account)))
			.hasValueSatisfying((found) -> assertSame(found, account));
	}

	@Test
	void accountWithLittleIsFoundAsItWas() {
		for (AccountStatus status : AccountStatus.values()) {
			Account account = somebody().withEmail(EmailAddress.of(name() + "@example.com"), false)
				.withName(null, null)
				.withStatus(status)
				.withRoles(List.of());
			assertThat(insert(account)).isTrue();
			assertThat(store().findByKey(account.key())).hasValueSatisfying((found) -> assertSame(found, account));
		}
	}

	@Test
	void addressKeepsTheFormThatWasGiven() {
		String local = name();
		insert(somebody().withEmail(EmailAddress.of(local + ".Name@Example.COM"), true));
		assertThat(store().findByIdentifier(local + ".name@example.com")).map(Account::email)
			.map(EmailAddress::value)
			.contains(local + ".Name@Example.COM");
	}

	@Test
	void usernameIsFoundInEveryCase() {
		String username = "Us" + name();
		Account account = somebody().withUsername(username);
		insert(account);
		assertThat(store().findByIdentifier(username)).map(Account::key).contains(account.key());
		assertThat(store().findByIdentifier(username.toLowerCase(Locale.ROOT))).map(Account::key)
			.contains(account.key());
		assertThat(store().findByIdentifier(username.toUpperCase(Locale.ROOT))).map(Account::username)
			.contains(username);
	}

	@Test
	void accountWithATakenKeyAddressOrUsernameIsNotInserted() {
		Account account = somebody().withUsername(name());
		insert(account);
		Account sameKey = Account.withKey(account.key()).withEmail(somebody().email(), true);
		Account sameEmail = somebody().withEmail(EmailAddress.of(emailOf(account).toUpperCase(Locale.ROOT)), true);
		Account sameUsername = somebody().withUsername(String.valueOf(account.username()).toUpperCase(Locale.ROOT));
		for (Account other : List.of(sameKey, sameEmail, sameUsername)) {
			assertThat(insert(other)).isFalse();
		}
		assertThat(store().findByKey(account.key())).hasValueSatisfying((found) -> assertSame(found, account));
		assertThat(store().findByKey(sameEmail.key())).isEmpty();
		assertThat(store().findByKey(sameUsername.key())).isEmpty();
	}

	@Test
	void ofManyAccountsWithOneAddressExactlyOneIsInserted() {
		EmailAddress contested = EmailAddress.of(name() + "@example.com");
		assertThat(TestRace.of(20, () -> insert(somebody().withEmail(contested, false)))).containsOnlyOnce(true);
		assertThat(store().findByIdentifier(contested.value())).isPresent();
	}

	@Test
	void ofManyAccountsWithOneUsernameExactlyOneIsInserted() {
		String contested = name();
		assertThat(TestRace.of(20, () -> insert(somebody().withUsername(contested)))).containsOnlyOnce(true);
	}

	private boolean insert(Account account) {
		return inTransaction(() -> store().insertIfAbsent(account));
	}

	/** Addresses are equal by their canonical form: compares the given one as well. */
	private static void assertSame(Account found, Account expected) {
		assertThat(found).isEqualTo(expected);
		assertThat(emailOf(found)).isEqualTo(emailOf(expected));
	}

}
