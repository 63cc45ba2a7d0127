package io.github.jwtauth.boot.jpa;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountDirectory;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AdministratorGuard;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.administration.AccountAdministration;
import io.github.jwtauth.administration.AdministrationSettings;
import io.github.jwtauth.administration.AdministratorStore;
import io.github.jwtauth.administration.Administrators;
import io.github.jwtauth.administration.FirstAdministrator;
import io.github.jwtauth.administration.LastAdministrator;
import io.github.jwtauth.login.AccountRemains;
import io.github.jwtauth.login.DeviceTokens;
import io.github.jwtauth.login.LockNotices;
import io.github.jwtauth.login.PasswordGuesses;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.PasswordHistoryStore;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.TestPasswordEncoder;
import io.github.jwtauth.privacy.AccountDeletion;
import io.github.jwtauth.privacy.AccountErasure;
import io.github.jwtauth.privacy.DeletionSettings;
import io.github.jwtauth.privacy.PersonalDataContributors;
import io.github.jwtauth.protection.HashingBulkhead;
import io.github.jwtauth.protection.HashingSettings;
import io.github.jwtauth.protection.LoginProtection;
import io.github.jwtauth.protection.SuspiciousTraffic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first and the last administrator, when several want it at the same moment.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AdministratorRaceContract {

	private static final SessionId SESSION = new SessionId(UUID.randomUUID());

	private static final Secret TOKEN = Secret.of("kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs");

	private static final String ROLE = "ADMIN";

	private static final int ROUNDS = 10;

	private TestHouse house;

	private TestRooms rooms;

	private AccountAdministration administration;

	private FirstAdministrator first;

	private AccountDeletion deletion;

	abstract Map<String, String> database();

	@BeforeAll
	void open() {
		this.house = TestHouse.on(database());
		this.rooms = new TestRooms(this.house, Duration.ofSeconds(30));
		Clock clock = Clock.systemUTC();
		SubjectStore subjects = this.house.get(SubjectStore.class);
		AccountDirectory directory = this.house.get(AccountDirectory.class);
		AdministratorStore store = this.house.get(AdministratorStore.class);
		AdministrationSettings settings = new AdministrationSettings(ROLE, TOKEN, true);
		LoginPolicy policy = LoginPolicy.activeAccounts(true);
		Administrators administrators = new Administrators(this.rooms.lookup, policy, settings);
		AdministratorGuard guard = new LastAdministrator(directory, store, policy, subjects, settings);
		this.administration = new AccountAdministration(administrators, this.rooms.lookup, this.rooms.accounts,
				subjects, this.rooms.changes, guard, null, this.rooms.events::add, this.rooms.transactions, settings,
				clock);
		this.first = new FirstAdministrator(directory, store, this.rooms.lookup, this.rooms.accounts, subjects, policy,
				this.rooms.changes, this.rooms.events::add, this.rooms.transactions, settings, clock);
		this.deletion = deletion(subjects, guard, clock);
	}

	@BeforeEach
	void clear() {
		this.house.clear();
	}

	@AfterAll
	void close() {
		if (this.house != null) {
			this.house.close();
		}
	}

	@Test
	void twoAdministratorsWhoCloseEachOtherLeaveOne() {
		for (int round = 0; round < ROUNDS; round++) {
			this.house.clear();
			AccountId one = administrator();
			AccountId other = administrator();
			List<Optional<AuthErrorCode>> answers = TestRace.<Optional<AuthErrorCode>>between(
					List.of(() -> refusalOf(() -> this.administration.disable(one, other)),
							() -> refusalOf(() -> this.administration.disable(other, one))));
			assertThat(answers).containsOnlyOnce(Optional.empty());
			assertThat(remaining()).isEqualTo(1);
		}
	}

	@Test
	void threeAdministratorsWhoGoEachInAnotherWayLeaveOne() {
		for (int round = 0; round < ROUNDS; round++) {
			this.house.clear();
			AccountId one = administrator();
			AccountId two = administrator();
			AccountId three = administrator();
			List<Callable<Optional<AuthErrorCode>>> acts = List.of(
					() -> refusalOf(() -> this.administration.setRoles(one, one, List.of("USER"))),
					() -> refusalOf(() -> this.deletion.delete(two, SESSION, null, TestDevices.laptop())),
					() -> refusalOf(() -> this.administration.disable(three, three)));
			assertThat(TestRace.<Optional<AuthErrorCode>>between(acts))
				.containsOnlyOnce(Optional.of(AuthErrorCode.LAST_ADMINISTRATOR));
			assertThat(remaining()).isEqualTo(1);
		}
	}

	@Test
	void administratorsWhoDeleteThemselvesAtOnceLeaveOne() {
		for (int round = 0; round < ROUNDS; round++) {
			this.house.clear();
			List<Callable<Optional<AuthErrorCode>>> acts = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				AccountId each = administrator();
				acts.add(() -> refusalOf(() -> this.deletion.delete(each, SESSION, null, TestDevices.laptop())));
			}
			assertThat(TestRace.<Optional<AuthErrorCode>>between(acts))
				.containsOnlyOnce(Optional.of(AuthErrorCode.LAST_ADMINISTRATOR))
				.containsOnly(Optional.empty(), Optional.of(AuthErrorCode.LAST_ADMINISTRATOR));
			assertThat(remaining()).isEqualTo(1);
		}
	}

	@Test
	void ofManyWhoPresentTheSetupTokenOneBecomesAdministrator() {
		for (int round = 0; round < ROUNDS; round++) {
			this.house.clear();
			List<Callable<Optional<AuthErrorCode>>> acts = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				AccountId each = this.rooms.somebody().id();
				acts.add(() -> refusalOf(() -> this.first.make(each, TOKEN)));
			}
			assertThat(TestRace.<Optional<AuthErrorCode>>between(acts)).containsOnlyOnce(Optional.empty())
				.containsOnly(Optional.empty(), Optional.of(AuthErrorCode.FORBIDDEN));
			assertThat(remaining()).isEqualTo(1);
			assertThat(this.first.state().used()).isTrue();
		}
	}

	private AccountDeletion deletion(SubjectStore subjects, AdministratorGuard guard, Clock clock) {
		AccountDetailsStore details = this.house.get(AccountDetailsStore.class);
		OneTimeTokens tokens = new OneTimeTokens(this.house.get(OneTimeTokenStore.class), subjects,
				this.rooms.transactions, TestSecrets.keys(), RandomBytes.secure(), clock);
		AccountRemains remains = new AccountRemains(this.rooms.changes, subjects, tokens,
				this.house.get(ExternalIdentityStore.class), details, this.house.get(PasswordHistoryStore.class),
				this.house.factors(), LoginProtection.off(), this.rooms.mailbox);
		AccountErasure erasure = new AccountErasure(this.rooms.accounts, details, remains,
				new PersonalDataContributors(List.of()), this.rooms.mailbox, guard, this.rooms.events::add, clock);
		Passwords passwords = new Passwords(new TestPasswordEncoder(),
				new HashingBulkhead(new HashingSettings(4, 64, Duration.ofSeconds(10))), RandomBytes.secure());
		LockNotices notices = new LockNotices(LoginProtection.off(), this.rooms.lookup, this.rooms.accounts, details,
				this.rooms.mailbox, this.rooms.events::add, this.rooms.transactions, RandomBytes.secure(), false);
		PasswordGuesses guesses = new PasswordGuesses(LoginProtection.off(), this.rooms.lookup, this.rooms.accounts,
				new DeviceTokens(TestSecrets.keys(), RandomBytes.secure(), clock), passwords, notices,
				new SuspiciousTraffic(null, TestSecrets.keys(), this.rooms.events::add, clock), this.rooms.events::add,
				TestSecrets.keys(), clock);
		return new AccountDeletion(this.rooms.lookup, subjects, details, guesses, passwords, this.rooms.whitelist,
				erasure, this.rooms.mailbox, this.rooms.events::add, this.rooms.transactions, clock,
				new DeletionSettings(Duration.ZERO));
	}

	private AccountId administrator() {
		KnownAccount known = this.rooms.somebody();
		this.rooms.accounts.setRoles(known.account().key(), List.of(ROLE, "USER"));
		return known.id();
	}

	private Integer remaining() {
		return this.house.sql()
			.queryForObject("select count(*) from jwtauth_account where status = ? and roles like '%ADMIN%'",
					Integer.class, AccountStatus.ACTIVE.name());
	}

	private static Optional<AuthErrorCode> refusalOf(Runnable act) {
		try {
			act.run();
			return Optional.empty();
		}
		catch (AuthException ex) {
			return Optional.of(ex.code());
		}
	}

}
