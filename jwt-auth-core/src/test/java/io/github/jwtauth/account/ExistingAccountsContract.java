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
 * What {@link AccountStore} promises for every host's table: the mistakes that it looks
 * for let the wrong person in, or let somebody in who must stay out. Extend it, answer
 * {@link #store()} and {@link #given(Account)}, and run it against the database of
 * production: collations decide half of it. It needs JUnit and AssertJ.
 */
public abstract class ExistingAccountsContract {

	/**
	 * The store under test.
	 * @return the same one whenever it is asked during a test
	 */
	protected abstract AccountStore store();

	/**
	 * Puts an account into the table, by whatever way users get there. It has a key, a
	 * verified or unverified address, roles, a status, and a password hash or none; the
	 * rest may be left out.
	 * @param account what {@link AccountStore#findByKey} shall find, committed
	 */
	protected abstract void given(Account account);

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
	 * A key in the form that the store uses. Override it where keys are not UUIDs, for
	 * example with numbers.
	 * @return another one each time
	 */
	protected String newKey() {
		return UUID.randomUUID().toString();
	}

	/**
	 * States that the table can tell from each other. Override it where there are only
	 * two, for example {@code ACTIVE} and {@code DISABLED}.
	 * @return at least one that is not {@link AccountStatus#ACTIVE}
	 */
	protected List<AccountStatus> states() {
		return List.of(AccountStatus.values());
	}

	@Test
	void accountIsTheSameByKeyAndByIdentifier() {
		Account account = somebody().withRoles(List.of("USER", "ADMIN")).withPasswordHash(hash("1"));
		given(account);
		assertThat(store().findByKey(account.key())).hasValueSatisfying((found) -> assertAlike(found, account));
		assertThat(store().findByIdentifier(emailOf(account)))
			.hasValueSatisfying((found) -> assertAlike(found, account));
	}

	@Test
	void accountWithLittleIsReadAsItIs() {
		Account account = somebody().withRoles(List.of()).withPasswordHash(null);
		given(account);
		assertThat(store().findByKey(account.key())).hasValueSatisfying((found) -> assertAlike(found, account));
	}

	@Test
	void closedAccountIsReadAsClosed() { // R-15
		for (AccountStatus status : states()) {
			Account account = somebody().withStatus(status);
			given(account);
			assertThat(store().findByKey(account.key())).map(Account::status).contains(status);
			assertThat(store().findByIdentifier(emailOf(account))).map(Account::status).contains(status);
		}
		assertThat(states()).anyMatch((status) -> status != AccountStatus.ACTIVE);
	}

	@Test
	void unprovenAddressIsReadAsUnproven() {
		Account account = somebody().withEmail(EmailAddress.of(name() + "@example.com"), false);
		given(account);
		assertThat(store().findByKey(account.key())).map(Account::emailVerified).contains(false);
	}

	@Test
	void unknownAccountsAreNotFound() {
		given(somebody());
		assertThat(store().findByKey(newKey())).isEmpty();
		assertThat(store().findByIdentifier(name() + "@example.com")).isEmpty();
		assertThat(store().findByIdentifier(name())).isEmpty();
		for (String odd : List.of("' OR '1'='1", "%", "_", "*", "@", "\"", "\\", "0", "\ud83d\ude00")) {
			assertThat(store().findByIdentifier(odd)).isEmpty();
		}
	}

	@Test
	void addressIsFoundInEverySpellingOfItsCanonicalForm() { // R-102
		String local = name();
		Account account = somebody().withEmail(EmailAddress.of(local + ".Name@Example.COM"), true);
		given(account);
		for (String spelling : List.of(local + ".name@example.com",
				local.toUpperCase(Locale.ROOT) + ".NAME@EXAMPLE.COM", local + ".Name@Example.COM")) {
			assertThat(store().findByIdentifier(spelling)).map(Account::key).contains(account.key());
			assertThat(store().canonicalIdentifier(" " + spelling)).as("one budget of guesses, R-26")
				.isEqualTo(store().canonicalIdentifier(local + ".name@example.com"));
		}
	}

	/**
	 * Lower case of a database, and comparison without accents, fold more than case: to
	 * them U+212A is a "k", U+017F an "s" and "\u00e9" an "e".
	 */
	@Test
	void lookAlikesOfAnAddressAreNotFound() { // R-102
		String local = "kse" + name();
		given(somebody().withEmail(EmailAddress.of(local + "@example.com"), true));
		for (String lookAlike : List.of("\u212ase", "k\u017fe", "ks\u00e9", "ks\u0435", "\uff4bse")) {
			assertThat(store().findByIdentifier(lookAlike + local.substring(3) + "@example.com")).isEmpty();
		}
		assertThat(store().findByIdentifier(local + "@example.com.")).isEmpty();
		assertThat(store().findByIdentifier(local)).isEmpty();
		assertThat(store().findByIdentifier(local + "@%")).isEmpty();
	}

	@Test
	void passwordHashIsReplacedOnlyWhenItIsTheExpectedOne() {
		Account account = somebody().withPasswordHash(hash("aB"));
		given(account);
		for (Secret other : List.of(hash("other"), hash("AB"), hash("ab"), hash("aB "), hash("%"))) {
			assertThat(replace(account.key(), other, hash("2"))).isFalse();
		}
		assertThat(replace(newKey(), hash("aB"), hash("2"))).isFalse();
		assertThat(hashOf(account)).isEqualTo(hash("aB"));
		assertThat(replace(account.key(), hash("aB"), hash("2"))).isTrue();
		assertThat(hashOf(account)).isEqualTo(hash("2"));
		assertThat(replace(account.key(), hash("aB"), hash("3"))).isFalse();
	}

	@Test
	void passwordHashIsReplacedByItself() {
		Account account = somebody().withPasswordHash(hash("1"));
		given(account);
		assertThat(replace(account.key(), hash("1"), hash("1"))).isTrue();
		assertThat(replace(account.key(), hash("2"), hash("2"))).isFalse();
	}

	@Test
	void otherAccountsKeepTheirHashes() {
		Account account = somebody().withPasswordHash(hash("same"));
		Account other = somebody().withPasswordHash(hash("same"));
		given(account);
		given(other);
		assertThat(replace(account.key(), hash("same"), hash("2"))).isTrue();
		assertThat(hashOf(other)).isEqualTo(hash("same"));
	}

	@Test
	void longHashFits() {
		Account account = somebody().withPasswordHash(hash("1"));
		given(account);
		Secret argon2 = Secret.of("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$" + "c".repeat(22) + "$" + "d".repeat(43));
		assertThat(replace(account.key(), hash("1"), argon2)).isTrue();
		assertThat(hashOf(account)).isEqualTo(argon2);
	}

	@Test
	void accountWithoutPasswordGetsNoneByReplacement() {
		Account account = somebody().withPasswordHash(null);
		given(account);
		assertThat(replace(account.key(), hash("1"), hash("2"))).isFalse();
		assertThat(store().findByKey(account.key())).map(Account::passwordHash).isEmpty();
	}

	@Test
	void ofManyReplacementsOfOneHashExactlyOneWins() {
		Account account = somebody().withPasswordHash(hash("1"));
		given(account);
		assertThat(TestRace.of(10, () -> replace(account.key(), hash("1"), hash(UUID.randomUUID().toString()))))
			.containsOnlyOnce(true);
	}

	final boolean replace(String key, Secret expected, Secret replacement) {
		return inTransaction(() -> store().replacePasswordHash(key, expected, replacement));
	}

	final Account somebody() {
		return Account.withKey(newKey())
			.withEmail(EmailAddress.of(name() + "@example.com"), true)
			.withName("Zo\u00eb", "O'Neil")
			.withRoles(List.of("USER"));
	}

	static String emailOf(Account account) {
		EmailAddress email = account.email();
		assertThat(email).isNotNull();
		return email.value();
	}

	static String name() {
		return "n" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
	}

	private Secret hashOf(Account account) {
		return store().findByKey(account.key()).map(Account::passwordHash).orElseThrow();
	}

	private static Secret hash(String text) {
		return Secret.of("{old}" + text);
	}

	private static void assertAlike(Account found, Account expected) {
		assertThat(found.key()).isEqualTo(expected.key());
		assertThat(emailOf(found)).isEqualTo(emailOf(expected));
		assertThat(found.emailVerified()).isEqualTo(expected.emailVerified());
		assertThat(found.status()).isEqualTo(expected.status());
		assertThat(found.roles()).isEqualTo(expected.roles());
		assertThat(found.passwordHash()).isEqualTo(expected.passwordHash());
	}

}
