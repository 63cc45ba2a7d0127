package io.github.jwtauth.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What {@link AccountDirectory} promises, for every implementation: extend it, answer
 * {@link #directory()} and {@link #given(Account)}, and run it against the database of
 * production.
 */
public abstract class AccountDirectoryContract {

	/**
	 * The directory under test.
	 * @return the same one whenever it is asked during a test
	 */
	protected abstract AccountDirectory directory();

	/**
	 * Puts an account into the table, by whatever way users get there.
	 * @param account has a key, an address, names, roles and a status; committed
	 */
	protected abstract void given(Account account);

	/**
	 * Runs calls of the directory in one transaction. Override it where it needs one.
	 * @param <T> what the work returns
	 * @param work calls of the directory
	 * @return what the work returned, after the commit
	 */
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return work.get();
	}

	@Test
	void accountIsFoundByAnyPartOfItsNamesInAnyCase() {
		String word = word();
		Account account = TestAccounts.somebody()
			.withEmail(EmailAddress.of("Mail" + word + "@Example.com"), true)
			.withUsername("User" + word)
			.withName("First" + word, "Last" + word);
		given(account);
		given(TestAccounts.somebody());
		for (String part : List.of(word, "mail" + word, word + "@example", "user" + word, "first" + word, "last" + word,
				"first" + word + " last" + word)) {
			assertThat(found(part)).as(part).containsExactly(account.key());
			assertThat(found(part.toUpperCase(Locale.ROOT))).as(part).containsExactly(account.key());
		}
		assertThat(find(word, 0, 20).accounts()).containsExactly(account);
		assertThat(found(word + "x")).isEmpty();
	}

	@Test
	void accountWithLittleIsFound() {
		String word = word();
		Account account = Account.withKey(TestAccounts.somebody().key())
			.withEmail(EmailAddress.of(word + "@example.com"), false);
		given(account);
		assertThat(found(word)).containsExactly(account.key());
	}

	@Test
	void whatSomebodyTypesIsNoPattern() { // X-52
		String word = word();
		given(named(word));
		for (String odd : List.of("%" + word, word.charAt(0) + "%" + word.charAt(word.length() - 1),
				"_" + word.substring(1), "!" + word, word + "\\", word + "' or '1'='1", word + "';--",
				"${" + word + "}", "#{" + word + "}", word + "!%", "\ud83d\ude00" + word)) {
			assertThat(found(odd)).as(odd).isEmpty();
		}
		String percent = "100%_" + word + "!\\";
		Account odd = named(percent);
		given(odd);
		assertThat(found("0%_" + word + "!\\")).containsExactly(odd.key());
	}

	@Test
	void pagesHaveEveryAccountOnceInTheSameOrder() {
		String word = word();
		List<String> keys = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			Account each = named(word);
			given(each);
			keys.add(each.key());
		}
		List<String> paged = new ArrayList<>();
		for (int page = 0; page < 3; page++) {
			AccountPage some = find(word, page, 2);
			assertThat(some.total()).isEqualTo(5);
			some.accounts().forEach((account) -> paged.add(account.key()));
		}
		assertThat(paged).containsExactlyInAnyOrderElementsOf(keys);
		assertThat(found(word)).containsExactlyElementsOf(paged);
		assertThat(find(word, 3, 2).accounts()).isEmpty();
		assertThat(find(word, AccountSearch.LAST_PAGE, AccountSearch.MAX_SIZE)).returns(5L, AccountPage::total)
			.returns(List.of(), AccountPage::accounts);
	}

	@Test
	void everybodyIsFoundByNothing() {
		given(TestAccounts.somebody());
		AccountPage page = find("", 0, 1);
		assertThat(page.accounts()).hasSize(1);
		assertThat(page.total()).isEqualTo(find("  ", 0, 100).total()).isPositive();
	}

	@Test
	void onlyActiveAccountsWithExactlyThisRoleAdminister() { // X-64
		String role = "R." + word();
		assertThat(count(role)).isZero();
		for (AccountStatus status : AccountStatus.values()) {
			given(TestAccounts.somebody().withRoles(List.of("AAA", role, "ZZZ")).withStatus(status));
		}
		Account only = TestAccounts.somebody().withRoles(List.of(role));
		given(only);
		given(TestAccounts.somebody().withRoles(List.of("AAA", role)));
		given(TestAccounts.somebody().withRoles(List.of(role, "ZZZ")));
		for (String other : List.of(role + "X", "X" + role, role.toLowerCase(Locale.ROOT), role.replace('.', '_'),
				"USER")) {
			given(TestAccounts.somebody().withRoles(List.of(other)));
		}
		assertThat(count(role)).isEqualTo(4);
		assertThat(inTransaction(() -> directory().findActive(role))).contains(only);
		assertThat(count(role.replace('.', '_'))).isEqualTo(1);
		assertThat(count("%")).isZero();
		assertThat(count("")).isZero();
	}

	@Test
	void searchHasBounds() {
		assertThatIllegalArgumentException().isThrownBy(() -> new AccountSearch("", -1, 20));
		assertThatIllegalArgumentException().isThrownBy(() -> new AccountSearch("", AccountSearch.LAST_PAGE + 1, 20));
		assertThatIllegalArgumentException().isThrownBy(() -> new AccountSearch("", 0, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new AccountSearch("", 0, 101));
		assertThatIllegalArgumentException().isThrownBy(() -> new AccountSearch("x".repeat(255), 0, 20));
		assertThat(new AccountSearch("ada@example.com", 0, 20).toString()).doesNotContain("ada");
	}

	private int count(String role) {
		return inTransaction(() -> directory().findActive(role)).size();
	}

	private AccountPage find(String text, int page, int size) {
		return inTransaction(() -> directory().find(new AccountSearch(text, page, size)));
	}

	private List<String> found(String text) {
		return find(text, 0, 100).accounts().stream().map(Account::key).toList();
	}

	private static Account named(String lastName) {
		return TestAccounts.somebody().withName("Some", lastName);
	}

	private static String word() {
		return "w" + UUID.randomUUID().toString().replace("-", "");
	}

}
