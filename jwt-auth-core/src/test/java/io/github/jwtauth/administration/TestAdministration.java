package io.github.jwtauth.administration;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AdministratorGuard;
import io.github.jwtauth.account.InMemoryAccountDirectory;
import io.github.jwtauth.login.AccountUnlock;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.protection.GuessDecision;
import io.github.jwtauth.protection.LoginProtection;
import io.github.jwtauth.protection.PasswordGuess;
import io.github.jwtauth.protection.ProtectedAccount;
import org.jspecify.annotations.Nullable;

/**
 * Administration over the stores of a {@link TestJwtAuth}. The role is {@code ADMIN}.
 */
public final class TestAdministration {

	public final AdministrationSettings settings;

	public final Administrators administrators;

	public final AdministratorGuard guard;

	public final AccountAdministration accounts;

	public final AccountInspection inspection;

	public final AdministeredSessions sessions;

	public final FirstAdministrator first;

	/** Whose guesses are turned back, and until when. */
	public final Map<AccountId, Instant> locked = new HashMap<>();

	private final TestJwtAuth core;

	/**
	 * Wires everything.
	 * @param core the rest
	 * @param setupToken makes the first administrator, or {@code null}
	 */
	public TestAdministration(TestJwtAuth core, @Nullable Secret setupToken) {
		this.core = core;
		this.settings = new AdministrationSettings("ADMIN", setupToken, true);
		InMemoryAccountDirectory directory = new InMemoryAccountDirectory(core.accounts);
		InMemoryAdministratorStore store = new InMemoryAdministratorStore(core.transactions);
		this.administrators = new Administrators(core.lookup, core.policy, this.settings);
		this.guard = new LastAdministrator(directory, store, core.policy, core.subjects, this.settings);
		AccountUnlock unlock = new AccountUnlock(core.lookup, core.accounts, new Locks(), core.factorBudget,
				core.events, core.transactions, core.clock);
		this.accounts = new AccountAdministration(this.administrators, core.lookup, core.accounts, core.subjects,
				core.changes, this.guard, unlock, core.events, core.transactions, this.settings, core.clock);
		this.inspection = new AccountInspection(directory, core.lookup, core.subjects, core.details, unlock,
				core.events, core.transactions, core.clock);
		this.sessions = new AdministeredSessions(core.sessions, core.whitelist, core.subjects, core.events,
				core.transactions, core.clock);
		this.first = new FirstAdministrator(directory, store, core.lookup, core.accounts, core.subjects, core.policy,
				core.changes, core.events, core.transactions, this.settings, core.clock);
	}

	/**
	 * Makes an active, verified account.
	 * @param email its address
	 * @param roles its roles
	 * @return what tokens call it
	 */
	public AccountId account(String email, String... roles) {
		Account account = this.core.register(email).withRoles(List.of(roles));
		this.core.accounts.save(account);
		return this.core.idOf(account);
	}

	private final class Locks implements LoginProtection {

		@Override
		public GuessDecision admit(PasswordGuess guess) {
			throw new UnsupportedOperationException("nobody guesses here");
		}

		@Override
		public boolean unlock(ProtectedAccount account) {
			return TestAdministration.this.locked.remove(account.id()) != null;
		}

		@Override
		public Optional<Instant> blockedUntil(ProtectedAccount account) {
			return Optional.ofNullable(TestAdministration.this.locked.get(account.id()));
		}

	}

}
