package io.github.jwtauth.administration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.TestAccounts;
import io.github.jwtauth.administration.FirstAdministrator.SetupState;
import io.github.jwtauth.login.TestJwtAuth;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FirstAdministratorTests {

	private static final Secret TOKEN = Secret.of("kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs");

	private final TestJwtAuth core = TestJwtAuth.create();

	private final TestAdministration house = new TestAdministration(this.core, TOKEN);

	private final AccountId ada = this.house.account("ada@example.com", "USER");

	private final AccountId eve = this.house.account("eve@example.com", "USER");

	@Test
	void tokenMakesOneAdministratorOnce() {
		assertThat(this.house.first.state()).isEqualTo(new SetupState(true, false, true));
		assertThat(this.house.first.isAdministered()).isFalse();
		assertThat(made(this.ada, TOKEN)).isTrue();
		assertThat(rolesOf(this.ada)).containsExactly("ADMIN", "USER");
		assertThat(this.house.first.state()).isEqualTo(new SetupState(true, true, true));
		assertThat(this.house.first.isAdministered()).isTrue();
		assertThat(this.core.events.of(FirstAdministratorMade.class)).hasSize(1);

		assertThat(made(this.eve, TOKEN)).isFalse();
		// not even when the administrator is gone
		this.core.accounts.setStatus(this.core.lookup.byId(this.ada).orElseThrow().account().key(),
				AccountStatus.DISABLED);
		assertThat(made(this.eve, TOKEN)).isFalse();
		assertThat(rolesOf(this.eve)).containsExactly("USER");
	}

	@Test
	void aWrongTokenMakesNobody() {
		for (String wrong : List.of("", "x", TOKEN.reveal() + "x", TOKEN.reveal().substring(1), "***")) {
			assertThat(made(this.ada, Secret.of(wrong))).isFalse();
		}
		assertThat(this.house.first.state().used()).isFalse();
	}

	@Test
	void noTokenIsNeverRight() {
		TestAdministration without = new TestAdministration(this.core, null);
		for (String any : List.of("", "null", TOKEN.reveal())) {
			assertThat(refusal(() -> without.first.make(this.ada, Secret.of(any)))).isEqualTo(AuthErrorCode.FORBIDDEN);
		}
	}

	@Test
	void tokenIsWorthNothingWhileSomebodyAdministers() {
		this.house.account("admin@example.com", "ADMIN");
		assertThat(made(this.ada, TOKEN)).isFalse();
		assertThat(this.house.first.state().used()).isFalse();
	}

	@Test
	void onlyAnAccountThatMayLogInAndHasProvenItsAddressBecomesOne() {
		Account unproven = TestAccounts.somebody();
		unproven = unproven.withEmail(unproven.email(), false);
		Account closed = TestAccounts.somebody().withStatus(AccountStatus.DISABLED);
		for (Account account : List.of(unproven, closed)) {
			this.core.accounts.insertIfAbsent(account);
			assertThat(made(this.core.idOf(account), TOKEN)).isFalse();
		}
		assertThat(made(this.ada, TOKEN)).isTrue();
	}

	@Test
	void ofManyWhoPresentItAtOnceOneBecomesAdministrator() {
		List<Callable<Boolean>> attempts = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			AccountId id = this.house.account("user" + i + "@example.com", "USER");
			attempts.add(() -> made(id, TOKEN));
		}
		assertThat(TestRace.<Boolean>between(attempts)).containsOnlyOnce(true);
	}

	private boolean made(AccountId id, Secret token) {
		AuthErrorCode code = refusal(() -> this.house.first.make(id, token));
		assertThat(code).isIn(null, AuthErrorCode.FORBIDDEN);
		return code == null;
	}

	private static AuthErrorCode refusal(Runnable act) {
		try {
			act.run();
			return null;
		}
		catch (AuthException ex) {
			return ex.code();
		}
	}

	private List<String> rolesOf(AccountId id) {
		return List.copyOf(this.core.lookup.byId(id).orElseThrow().account().roles());
	}

}
