package io.github.jwtauth.account;

import java.util.List;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AccountTests {

	@Test
	void rolesAreSortedAndCannotBeChanged() {
		Account account = Account.withKey("1").withRoles(List.of("USER", "ADMIN", "USER"));
		assertThat(account.roles()).containsExactly("ADMIN", "USER");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> account.roles().add("ROOT"));
	}

	@Test
	void accountNeedsAKeyAndNamedRoles() {
		assertThatIllegalArgumentException().isThrownBy(() -> Account.withKey(" "));
		assertThatIllegalArgumentException().isThrownBy(() -> Account.withKey("k".repeat(256)));
		assertThatIllegalArgumentException().isThrownBy(() -> Account.withKey("1").withRoles(List.of("")));
	}

	@Test
	void accountTellsNothingPersonalWhenPrinted() {
		Account account = Account.withKey("42")
			.withEmail(EmailAddress.of("ada@example.com"), true)
			.withPasswordHash(Secret.of("{test}hunter2"))
			.withUsername("lovelace")
			.withName("Augusta", "King");
		assertThat(account).hasToString("Account[key=42, status=ACTIVE]");
	}

	@ParameterizedTest
	@CsvSource({ "ACTIVE, true, true, ALLOWED", "ACTIVE, true, false, EMAIL_NOT_VERIFIED",
			"ACTIVE, false, false, ALLOWED", "LOCKED, true, true, CLOSED", "DISABLED, false, true, CLOSED",
			"LOCKED, true, false, CLOSED", "DISABLED, true, false, CLOSED" })
	void defaultPolicyAsksForStateFirstAndForTheAddressThen(AccountStatus status, boolean required, boolean verified,
			LoginDecision decision) {
		Account account = TestAccounts.somebody().withStatus(status);
		assertThat(LoginPolicy.activeAccounts(required).check(account.withEmail(account.email(), verified)))
			.isEqualTo(decision);
	}

	@Test
	void accountWithoutAddressHasNothingToProve() {
		assertThat(LoginPolicy.activeAccounts(true).check(Account.withKey("1"))).isEqualTo(LoginDecision.ALLOWED);
	}

	@Test
	void lookupJoinsAccountAndSubject() {
		InMemoryTransactions transactions = new InMemoryTransactions();
		InMemoryAccountStore accounts = new InMemoryAccountStore(transactions);
		InMemorySubjectStore subjects = new InMemorySubjectStore(transactions, MovableClock.atNoon());
		AccountLookup lookup = AccountLookup.over(accounts, subjects);
		Account account = TestAccounts.somebody().withUsername("ada");
		accounts.insertIfAbsent(account);
		KnownAccount known = lookup.byIdentifier("ADA").orElseThrow();
		assertThat(known.account()).isEqualTo(account);
		assertThat(lookup.byId(known.id())).contains(known);
		assertThat(lookup.byIdentifier("bob")).isEmpty();
		assertThat(lookup.byId(new AccountId(UUID.randomUUID()))).isEmpty();
		accounts.delete(account.key());
		assertThat(lookup.byId(known.id())).isEmpty();
	}

}
