package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.SubjectStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a request for a reset costs does not depend on whose address it is.
 */
class ResetCostTests {

	@Test
	void everyAddressIsAsManyStatements() {
		try (TestHouse house = TestStatements.on(TestDatabases.h2())) {
			TestRooms rooms = new TestRooms(house, Duration.ofSeconds(30));
			TestPasswords passwords = new TestPasswords(house, rooms);
			insert(house, "verified", AccountStatus.ACTIVE, true);
			insert(house, "unverified", AccountStatus.ACTIVE, false);
			insert(house, "locked", AccountStatus.LOCKED, true);
			insert(house, "disabled", AccountStatus.DISABLED, true);
			// What a connection or a dialect finds out once is no part of the price.
			passwords.reset.request(EmailAddress.of("first@example.com"));
			rooms.notices.clear();
			Map<String, Integer> costs = new TreeMap<>();
			for (String name : List.of("nobody", "verified", "unverified", "locked", "disabled")) {
				EmailAddress email = EmailAddress.of(name + "@example.com");
				costs.put(name, house.get(TestStatements.class).during(() -> passwords.reset.request(email)).size());
			}
			rooms.notices.leaveNoRoom();
			costs.put("full",
					house.get(TestStatements.class)
						.during(() -> passwords.reset.request(EmailAddress.of("verified@example.com")))
						.size());
			assertThat(costs.values()).as("%s", costs).containsOnly(6);
			assertThat(rooms.notices.work()).isEqualTo(6);
			assertThat(rooms.notices.all()).hasSize(2);
		}
	}

	private static void insert(TestHouse house, String name, AccountStatus status, boolean verified) {
		Account account = Account.withKey(name)
			.withEmail(EmailAddress.of(name + "@example.com"), verified)
			.withStatus(status);
		house.get(AccountStore.class).insertIfAbsent(account);
		house.get(SubjectStore.class).subjectOf(name);
	}

}
