package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.util.List;

import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.InMemoryAccountStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.account.TestAccounts;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StoresBackOffTests {

	@Test
	void hostWithItsOwnAccountsGetsNoTableOfOurs() { // decision 17
		try (TestHouse house = TestHouse.on(TestDatabases.h2(), List.of(OwnAccounts.class))) {
			assertThat(house.get(AccountStore.class)).isInstanceOf(InMemoryAccountStore.class);
			assertAbsent(house, AccountLookup.class);
			assertAbsent(house, AccountTable.class);
		}
	}

	@Test
	void accountsElsewhereSwitchTheTableOff() {
		try (TestHouse house = TestHouse.on(TestDatabases.h2(), "jwtauth.accounts=store")) {
			assertAbsent(house, AccountStore.class);
		}
	}

	@Test
	void lookupOfTheHostIsNotPassedByAtARotation() {
		try (TestHouse house = TestHouse.on(TestDatabases.h2(), List.of(OwnLookup.class))) {
			assertThat(house.get(AccountStore.class)).isNotNull();
			assertAbsent(house, AccountTable.class);
		}
	}

	@Test
	void transactionsOfTheHostAreUsed() {
		try (TestHouse house = TestHouse.on(TestDatabases.h2(), List.of(OwnTransactions.class))) {
			assertThat(house.transactions()).isNotInstanceOf(SpringTransactions.class);
		}
	}

	@Test
	void refreshWorksWithTheHostsAccounts() {
		try (TestHouse house = TestHouse.on(TestDatabases.postgres(), List.of(OwnAccounts.class, OwnLookup.class))) {
			TestRooms rooms = new TestRooms(house, Duration.ofSeconds(30));
			KnownAccount account = rooms.somebody();
			assertThat(rooms.refresh(rooms.logIn(account)).account())
				.isEqualTo(rooms.lookup.byId(account.id()).orElseThrow());
		}
	}

	private static void assertAbsent(TestHouse house, Class<?> type) {
		assertThatExceptionOfType(NoSuchBeanDefinitionException.class).isThrownBy(() -> house.get(type));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnAccounts {

		@Bean
		AccountStore accounts() {
			InMemoryAccountStore store = new InMemoryAccountStore(new InMemoryTransactions());
			store.insertIfAbsent(TestAccounts.somebody());
			return store;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnLookup {

		@Bean
		AccountLookup lookup(AccountStore accounts, SubjectStore subjects) {
			return AccountLookup.over(accounts, subjects);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnTransactions {

		@Bean
		Transactions transactions() {
			return Transactions.none();
		}

	}

}
