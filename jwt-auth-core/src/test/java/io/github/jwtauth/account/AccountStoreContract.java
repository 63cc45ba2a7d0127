package io.github.jwtauth.account;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.jwtauth.Secret;
import io.github.jwtauth.TestRace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link AccountStore} promises, for every implementation that inserts accounts and
 * knows addresses and usernames: extend it and answer {@link #store()}.
 */
public abstract class AccountStoreContract {

	/**
	 * The store under test.
	 * @return the same one whenever it is asked during a test
	 */
	protected abstract AccountStore store();

	/**
	 * Runs calls of the store in one transaction, from many threads at once. Override it
	 * where the store needs one.
	 * @param <T> what the work returns
	 * @param work calls of the store
	 * @return what the work returned, after the commit
	 */
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return work.get();
	}

	/**
	 * A key in the form that the store uses. Override it where keys are not UUIDs.
	 * @return another one each time
	 */
	protected String newKey() {
		return UUID.randomUUID().toString();
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
	void unknownAccountsAreNotFound() {
		insert(somebody());
		assertThat(store().findByKey(newKey())).isEmpty();
		assertThat(store().findByIdentifier(name() + "@example.com")).isEmpty();
		assertThat(store().findByIdentifier(name())).isEmpty();
		assertThat(store().findByIdentifier("' OR '1'='1")).isEmpty();
		assertThat(store().findByIdentifier("%")).isEmpty();
	}

	@Test
	void addressIsFoundInEverySpellingOfItsCanonicalForm() {
		String local = name();
		Account account = somebody().withEmail(EmailAddress.of(local + ".Name@Example.COM"), true);
		insert(account);
		for (String spelling : List.of(local + ".name@example.com",
				local.toUpperCase(Locale.ROOT) + ".NAME@EXAMPLE.COM", local + ".Name@Example.COM")) {
			assertThat(store().findByIdentifier(spelling)).map(Account::key).contains(account.key());
		}
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

	@Test
	void passwordHashIsReplacedOnlyWhenItIsTheExpectedOne() {
		Account account = somebody().withPasswordHash(Secret.of("{old}1"));
		insert(account);
		assertThat(replace(account.key(), "{wrong}1", "{new}2")).isFalse();
		assertThat(replace(newKey(), "{old}1", "{new}2")).isFalse();
		assertThat(store().findByKey(account.key())).map(Account::passwordHash).contains(Secret.of("{old}1"));
		assertThat(replace(account.key(), "{old}1", "{new}2")).isTrue();
		assertThat(store().findByKey(account.key())).map(Account::passwordHash).contains(Secret.of("{new}2"));
		assertThat(replace(account.key(), "{old}1", "{new}3")).isFalse();
	}

	@Test
	void passwordHashIsReplacedByItself() {
		Account account = somebody().withPasswordHash(Secret.of("{old}1"));
		insert(account);
		assertThat(replace(account.key(), "{old}1", "{old}1")).isTrue();
		assertThat(replace(account.key(), "{wrong}1", "{wrong}1")).isFalse();
	}

	@Test
	void accountWithoutPasswordGetsNoneByReplacement() {
		Account account = somebody();
		insert(account);
		assertThat(replace(account.key(), "{old}1", "{new}2")).isFalse();
		assertThat(store().findByKey(account.key())).map(Account::passwordHash).isEmpty();
	}

	@Test
	void ofManyReplacementsOfOneHashExactlyOneWins() {
		Account account = somebody().withPasswordHash(Secret.of("{old}1"));
		insert(account);
		assertThat(TestRace.of(10, () -> replace(account.key(), "{old}1", "{new}" + UUID.randomUUID())))
			.containsOnlyOnce(true);
	}

	private boolean insert(Account account) {
		return inTransaction(() -> store().insertIfAbsent(account));
	}

	private boolean replace(String key, String expected, String replacement) {
		return inTransaction(() -> store().replacePasswordHash(key, Secret.of(expected), Secret.of(replacement)));
	}

	private Account somebody() {
		return Account.withKey(newKey())
			.withEmail(EmailAddress.of(name() + "@example.com"), true)
			.withName("Zo\u00eb", "O'Neil")
			.withRoles(List.of("USER"));
	}

	private static String emailOf(Account account) {
		EmailAddress email = account.email();
		assertThat(email).isNotNull();
		return email.value();
	}

	private static String name() {
		return "n" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
	}

	/** Addresses are equal by their canonical form: compares the given one as well. */
	private static void assertSame(Account found, Account expected) {
		assertThat(found).isEqualTo(expected);
		assertThat(emailOf(found)).isEqualTo(emailOf(expected));
	}

}
