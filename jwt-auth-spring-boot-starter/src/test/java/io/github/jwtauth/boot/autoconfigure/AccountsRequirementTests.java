package io.github.jwtauth.boot.autoconfigure;

import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.account.InMemoryAccountStore;
import io.github.jwtauth.boot.autoconfigure.JwtAuthProperties.AccountSource;
import io.github.jwtauth.password.OldSystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.security.authentication.AuthenticationManager;

import static org.assertj.core.api.Assertions.assertThat;

class AccountsRequirementTests {

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	@Test
	void ownTableNeedsNothing() {
		assertThat(check(AccountSource.TABLE)).isNull();
	}

	@Test
	void everyOtherSourceNeedsItsBean() {
		assertThat(check(AccountSource.STORE)).extracting(ConfigurationProblem::description)
			.asString()
			.contains("AccountStore");
		assertThat(check(AccountSource.USER_DETAILS)).extracting(ConfigurationProblem::description)
			.asString()
			.contains("UserDetailsService");
		store();
		assertThat(check(AccountSource.STORE)).isNull();
		assertThat(check(AccountSource.USER_DETAILS)).isNull();
	}

	@Test
	void managerAloneCannotTellWhoSomebodyStillIs() {
		AuthenticationManager manager = (attempt) -> attempt;
		this.beans.addBean("manager", manager);
		assertThat(check(AccountSource.USER_DETAILS)).extracting(ConfigurationProblem::description)
			.asString()
			.contains("LdapUserDetailsService");
	}

	@Test
	void oldSystemNeedsASourceThatTakesAccounts() {
		OldSystem oldSystem = (account, password) -> false;
		store();
		this.beans.addBean("oldSystem", oldSystem);
		assertThat(check(AccountSource.STORE)).isNull();
		assertThat(check(AccountSource.USER_DETAILS)).extracting(ConfigurationProblem::line)
			.isEqualTo("jwtauth.accounts=table");
	}

	private void store() {
		this.beans.addBean("store", new InMemoryAccountStore(new InMemoryTransactions()));
	}

	private @Nullable ConfigurationProblem check(AccountSource source) {
		return AccountsRequirement.check(source, this.beans);
	}

}
