package io.github.jwtauth.boot.jpa;

import java.util.List;

import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.account.SubjectStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MariaDbStoresTests extends StoreContracts {

	private static TestHouse house;

	@BeforeAll
	static void open() {
		house = TestHouse.on(TestDatabases.mariaDb());
	}

	@AfterAll
	static void close() {
		if (house != null) {
			house.close();
		}
	}

	@Test
	void keysAreTheSameOnlyWhenTheyAreToTheLastBlank() {
		AccountStore accounts = house.get(AccountStore.class);
		SubjectStore subjects = house.get(SubjectStore.class);
		List<String> keys = List.of("zoe", "Zoe", "zo\u00eb", "zoe ", "zoe\u0000");
		keys.forEach((key) -> assertThat(accounts.insertIfAbsent(Account.withKey(key))).isTrue());
		assertThat(keys).allSatisfy((key) -> assertThat(accounts.findByKey(key)).map(Account::key).contains(key));
		assertThat(keys.stream().map(subjects::subjectOf).map(Subject::id).distinct()).hasSameSizeAs(keys);
	}

	@Override
	TestHouse house() {
		return house;
	}

}
