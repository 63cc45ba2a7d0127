package io.github.jwtauth.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.AccountSearch;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.login.TestJwtAuth;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccountInspectionTests {

	private final TestJwtAuth core = TestJwtAuth.create();

	private final TestAdministration house = new TestAdministration(this.core, null);

	private final AccountId ada = this.house.account("ada@example.com", "USER");

	private final AccountId eve = this.house.account("eve@example.com", "USER");

	@Test
	void accountsAreFoundByPartsAndByTheirExactId() {
		assertThat(ids("ADA@")).containsExactly(this.ada);
		assertThat(ids("")).containsExactlyInAnyOrder(this.ada, this.eve);
		assertThat(ids(this.eve.toString())).containsExactly(this.eve);
		assertThat(ids(this.eve.toString().substring(1))).isEmpty();
		AccountSearch secondPage = new AccountSearch(this.eve.toString(), 1, 20);
		assertThat(this.house.inspection.find(secondPage)).isEqualTo(new AccountList(List.of(), 1));
	}

	@Test
	void ofASearchOnlyItsLengthIsTold() { // R-95
		ids("ada@example.com");
		assertThat(this.core.events.of(AdministratorLooked.class)).singleElement().satisfies((event) -> {
			assertThat(event.accountId()).isNull();
			assertThat(event.audit().metadata()).containsEntry("query_length", "15");
			assertThat(event.toString() + event.audit()).doesNotContain("ada@");
		});
	}

	@Test
	void accountIsShownAsItIs() {
		this.core.login("ada@example.com");
		Instant due = this.core.clock.instant().plus(Duration.ofDays(30));
		this.core.subjects.planDeletion(this.ada, due);
		this.core.subjects.requirePasswordChange(this.ada, true);
		AdministeredAccount seen = this.house.inspection.get(this.ada);
		assertThat(seen.known().id()).isEqualTo(this.ada);
		assertThat(seen.known().subject().lastLoginAt()).isEqualTo(this.core.clock.instant());
		assertThat(seen.known().subject().passwordChangeRequired()).isTrue();
		assertThat(seen.deletionDueAt()).isEqualTo(due);
		assertThat(this.core.events.of(AdministratorLooked.class)).singleElement()
			.returns(this.ada, AdministratorLooked::accountId);
	}

	private List<AccountId> ids(String text) {
		return this.house.inspection.find(new AccountSearch(text, 0, 20))
			.accounts()
			.stream()
			.map(KnownAccount::id)
			.toList();
	}

}
