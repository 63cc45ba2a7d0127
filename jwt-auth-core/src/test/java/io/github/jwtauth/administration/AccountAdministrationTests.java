package io.github.jwtauth.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.login.PasswordChangeRequired;
import io.github.jwtauth.login.PasswordChangeRequiredException;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.privacy.TestPrivacy;
import io.github.jwtauth.protection.AccountUnlocked;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.TokenPair;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AccountAdministrationTests {

	private static final String ADA = "ada@example.com";

	private static final String EVE = "eve@example.com";

	private static final SessionId SESSION = new SessionId(UUID.randomUUID());

	private final TestJwtAuth core = TestJwtAuth.create();

	private final TestAdministration house = new TestAdministration(this.core, null);

	private final AccountId admin = this.house.account("admin@example.com", "ADMIN", "USER");

	private final AccountId ada = this.house.account(ADA, "USER");

	@Test
	void closedAccountIsOutAtOnceAndCannotComeBack() { // R-43
		TokenPair tokens = this.core.login(ADA);
		this.house.accounts.disable(this.admin, this.ada);
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.core.refresh(tokens.refreshToken()))
			.returns(SessionEndReason.ACCOUNT_DISABLED, SessionEndedException::reason);
		assertThat(isRevoked(tokens)).isTrue();
		assertRefused(AuthErrorCode.INVALID_CREDENTIALS, () -> this.core.login(ADA));
		assertThat(this.core.events.of(AccountDisabled.class)).singleElement()
			.returns(this.ada, AccountDisabled::accountId)
			.returns(AuditEventType.ACCOUNT_DISABLED, (event) -> event.audit().type());

		this.house.accounts.disable(this.admin, this.ada);
		assertThat(this.core.events.of(AccountDisabled.class)).hasSize(1);

		this.house.accounts.enable(this.admin, this.ada);
		this.house.accounts.enable(this.admin, this.ada);
		assertThat(this.core.login(ADA)).isNotNull();
		assertThat(this.core.events.of(AccountEnabled.class)).hasSize(1);
	}

	@Test
	void changedRolesVoidTheTokensThatSayOtherwise() { // R-49
		TokenPair tokens = this.core.login(ADA);
		this.house.accounts.setRoles(this.admin, this.ada, List.of("ADMIN", "ADMIN"));
		assertThat(account(this.ada).roles()).containsExactly("ADMIN");
		assertThat(isRevoked(tokens)).isTrue();
		assertThat(this.core.refresh(tokens.refreshToken()).account().account().roles()).containsExactly("ADMIN");
		assertThat(this.core.events.of(RolesChanged.class)).singleElement()
			.returns(Set.of("ADMIN"), RolesChanged::added)
			.returns(Set.of("USER"), RolesChanged::removed)
			.satisfies((event) -> assertThat(event.audit().metadata()).containsEntry("added", "ADMIN")
				.containsEntry("removed", "USER"));
		this.house.accounts.setRoles(this.admin, this.ada, List.of("ADMIN"));
		assertThat(this.core.events.of(RolesChanged.class)).hasSize(1);
	}

	@Test
	void nobodyGivesOrTakesARoleThatTheyDoNotHave() { // X-64
		AccountId owner = this.house.account("owner@example.com", "OWNER", "USER");
		assertRefused(AuthErrorCode.FORBIDDEN,
				() -> this.house.accounts.setRoles(this.admin, this.ada, List.of("USER", "OWNER")));
		assertRefused(AuthErrorCode.FORBIDDEN,
				() -> this.house.accounts.setRoles(this.admin, this.admin, List.of("ADMIN", "USER", "OWNER")));
		assertRefused(AuthErrorCode.FORBIDDEN, () -> this.house.accounts.setRoles(this.admin, owner, List.of("USER")));
		this.house.accounts.setRoles(this.admin, owner, List.of("OWNER"));
		assertThat(account(owner).roles()).containsExactly("OWNER");
		assertThat(account(this.ada).roles()).containsExactly("USER");
	}

	@Test
	void namesOfRolesAreChecked() {
		for (String odd : List.of("", " ", "ROLE_ADMIN", "A,B", "A B", "x".repeat(65), "\u00c4", "%")) {
			assertThatExceptionOfType(InvalidInputException.class)
				.isThrownBy(() -> this.house.accounts.setRoles(this.admin, this.ada, List.of(odd)))
				.returns("roles", InvalidInputException::field);
		}
		List<String> many = IntStream.range(0, 51).mapToObj((i) -> "R" + i).toList();
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> this.house.accounts.setRoles(this.admin, this.ada, many));
		// what the host calls its roles may stay
		AccountId odd = this.house.account("odd@example.com", "\u00c4rzte");
		this.house.accounts.setRoles(this.admin, odd, List.of("\u00c4rzte", "USER"));
		assertThat(account(odd).roles()).containsExactly("USER", "\u00c4rzte");
	}

	@Test
	void newPasswordIsDemandedAndSessionsEnd() {
		TokenPair tokens = this.core.login(ADA);
		this.house.accounts.requirePasswordChange(this.admin, this.ada);
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.core.refresh(tokens.refreshToken()))
			.returns(SessionEndReason.REVOKED_BY_ADMIN, SessionEndedException::reason);
		assertThatExceptionOfType(PasswordChangeRequiredException.class).isThrownBy(() -> this.core.login(ADA));
		assertThat(this.core.events.of(PasswordChangeRequired.class)).hasSize(1);
	}

	@Test
	void administratorForgivesSomebodyElseAndNotThemselves() { // X-64
		Instant until = this.core.clock.instant().plusSeconds(60);
		this.house.locked.put(this.ada, until);
		this.house.locked.put(this.admin, until);
		assertThat(this.house.inspection.get(this.ada).lockedUntil()).isEqualTo(until);
		this.house.accounts.unlock(this.admin, this.ada);
		assertRefused(AuthErrorCode.FORBIDDEN, () -> this.house.accounts.unlock(this.admin, this.admin));
		assertThat(this.house.locked).containsOnlyKeys(this.admin);
		assertThat(this.house.inspection.get(this.ada).lockedUntil()).isNull();
		assertThat(this.core.events.of(AccountUnlocked.class)).hasSize(1);
	}

	@Test
	void lastAdministratorStays() { // X-64
		assertRefused(AuthErrorCode.LAST_ADMINISTRATOR, () -> this.house.accounts.disable(this.admin, this.admin));
		assertRefused(AuthErrorCode.LAST_ADMINISTRATOR,
				() -> this.house.accounts.setRoles(this.admin, this.admin, List.of("USER")));
		AccountId closed = this.house.account("closed@example.com", "ADMIN");
		this.house.accounts.disable(this.admin, closed);
		assertRefused(AuthErrorCode.LAST_ADMINISTRATOR, () -> this.house.accounts.disable(this.admin, this.admin));
		this.house.accounts.enable(this.admin, closed);
		this.house.accounts.disable(this.admin, this.admin);
		assertThat(account(this.admin).status()).isEqualTo(AccountStatus.DISABLED);
		assertThat(account(closed).status()).isEqualTo(AccountStatus.ACTIVE);
	}

	@Test
	void lastAdministratorDoesNotDeleteTheirAccount() { // X-64
		for (Duration grace : List.of(Duration.ZERO, Duration.ofDays(30))) {
			TestPrivacy privacy = new TestPrivacy(this.core, grace, this.house.guard);
			assertRefused(AuthErrorCode.LAST_ADMINISTRATOR, () -> delete(privacy, this.admin));
			assertThat(account(this.admin).status()).isEqualTo(AccountStatus.ACTIVE);
			assertThat(this.core.subjects.deletionDueAt(this.admin)).isEmpty();
		}
		this.house.account("second@example.com", "ADMIN");
		delete(new TestPrivacy(this.core, Duration.ZERO, this.house.guard), this.admin);
		assertThat(this.core.lookup.byId(this.admin)).isEmpty();
	}

	@Test
	void whoeverCannotLogInIsNoOtherAdministrator() { // X-64
		AccountId unproven = this.house.account("second@example.com", "ADMIN");
		this.core.accounts.save(account(unproven).withEmail(account(unproven).email(), false));
		assertLastAdministrator();
		this.core.accounts.save(account(unproven).withEmail(account(unproven).email(), true));
		this.house.accounts.setRoles(this.admin, this.admin, List.of("USER"));
	}

	@Test
	void whoeverIsAboutToBeDeletedIsNoOtherAdministrator() { // X-64
		AccountId leaving = this.house.account("second@example.com", "ADMIN");
		TestPrivacy privacy = new TestPrivacy(this.core, Duration.ofDays(30), this.house.guard);
		delete(privacy, leaving);
		assertLastAdministrator();
		assertRefused(AuthErrorCode.LAST_ADMINISTRATOR, () -> delete(privacy, this.admin));
		assertThat(this.core.subjects.deletionDueAt(this.admin)).isEmpty();
		this.core.login("second@example.com");
		this.house.accounts.disable(this.admin, this.admin);
	}

	private void assertLastAdministrator() {
		assertRefused(AuthErrorCode.LAST_ADMINISTRATOR, () -> this.house.accounts.disable(this.admin, this.admin));
		assertRefused(AuthErrorCode.LAST_ADMINISTRATOR,
				() -> this.house.accounts.setRoles(this.admin, this.admin, List.of("USER")));
	}

	@Test
	void deletionOfTheLastAdministratorWaitsUntilAnotherIsBack() { // X-64
		AccountId second = this.house.account("second@example.com", "ADMIN");
		TestPrivacy privacy = new TestPrivacy(this.core, Duration.ofDays(30), this.house.guard);
		delete(privacy, this.admin);
		// past the guard, as an application that plans it itself
		this.core.subjects.planDeletion(second, this.core.clock.instant().plus(Duration.ofDays(30)));
		this.core.clock.advance(Duration.ofDays(31));
		privacy.due.eraseSome(50);
		assertThat(this.core.lookup.byId(this.admin)).isPresent();
		assertThat(this.core.lookup.byId(second)).isPresent();
		this.core.login("second@example.com");
		this.core.clock.advance(Duration.ofHours(1));
		privacy.due.eraseSome(50);
		assertThat(this.core.lookup.byId(this.admin)).isEmpty();
		assertThat(this.core.lookup.byId(second)).isPresent();
	}

	@Test
	void twoAdministratorsWhoCloseEachOtherLeaveOne() { // X-64
		for (int round = 0; round < 20; round++) {
			AccountId one = this.house.account("one" + round + "@example.com", "ADMIN");
			AccountId other = this.house.account("other" + round + "@example.com", "ADMIN");
			this.core.accounts.setStatus(account(this.admin).key(), AccountStatus.DISABLED);
			List<Callable<Boolean>> acts = List.of(() -> done(() -> this.house.accounts.disable(one, other)),
					() -> done(() -> this.house.accounts.setRoles(other, one, List.of())));
			assertThat(TestRace.<Boolean>between(acts)).containsExactlyInAnyOrder(true, false);
			assertThat(administrators(one, other)).isEqualTo(1);
			this.core.accounts.delete(account(one).key());
			this.core.accounts.delete(account(other).key());
		}
	}

	@Test
	void whoeverWasDemotedAMomentAgoChangesNothing() { // R-49, X-64
		AccountId demoted = this.house.account(EVE, "USER");
		for (ThrowingCallable act : List.<ThrowingCallable>of(() -> this.house.accounts.disable(demoted, this.ada),
				() -> this.house.accounts.enable(demoted, this.ada),
				() -> this.house.accounts.unlock(demoted, this.ada),
				() -> this.house.accounts.requirePasswordChange(demoted, this.ada),
				() -> this.house.accounts.setRoles(demoted, this.ada, List.of()))) {
			assertRefused(AuthErrorCode.FORBIDDEN, act);
		}
		assertThat(account(this.ada).status()).isEqualTo(AccountStatus.ACTIVE);
		assertThat(account(this.ada).roles()).containsExactly("USER");
	}

	@Test
	void tokenAndAccountMustBothSaySo() { // R-47, X-64
		this.house.administrators.require(this.admin, Set.of("ADMIN"));
		assertDenied(this.admin, Set.of("USER"));
		assertDenied(this.ada, Set.of("ADMIN"));
		assertDenied(new AccountId(UUID.randomUUID()), Set.of("ADMIN"));
		this.core.accounts.setStatus(account(this.admin).key(), AccountStatus.DISABLED);
		assertDenied(this.admin, Set.of("ADMIN"));
	}

	@Test
	void unknownAccountIsNotFound() { // X-35
		AccountId unknown = new AccountId(UUID.randomUUID());
		for (ThrowingCallable act : List.<ThrowingCallable>of(() -> this.house.accounts.disable(this.admin, unknown),
				() -> this.house.accounts.enable(this.admin, unknown),
				() -> this.house.accounts.unlock(this.admin, unknown),
				() -> this.house.accounts.requirePasswordChange(this.admin, unknown),
				() -> this.house.accounts.setRoles(this.admin, unknown, List.of()),
				() -> this.house.inspection.get(unknown), () -> this.house.sessions.list(unknown),
				() -> this.house.sessions.endAll(unknown))) {
			assertRefused(AuthErrorCode.NOT_FOUND, act);
		}
	}

	@Test
	void sessionsAreEndedByTheirOwnerOnly() { // R-47, X-35
		TokenPair adas = this.core.login(ADA);
		TokenPair others = this.core.login("admin@example.com");
		assertThat(this.house.sessions.list(this.ada)).extracting((session) -> session.id())
			.containsExactly(adas.session().id());
		assertRefused(AuthErrorCode.NOT_FOUND, () -> this.house.sessions.end(this.ada, others.session().id()));
		this.house.sessions.end(this.ada, adas.session().id());
		assertRefused(AuthErrorCode.NOT_FOUND, () -> this.house.sessions.end(this.ada, adas.session().id()));
		TokenPair second = this.core.login(ADA);
		assertThat(this.house.sessions.endAll(this.ada)).isEqualTo(1);
		for (TokenPair ended : List.of(adas, second)) {
			assertThatExceptionOfType(SessionEndedException.class)
				.isThrownBy(() -> this.core.refresh(ended.refreshToken()))
				.returns(SessionEndReason.REVOKED_BY_ADMIN, SessionEndedException::reason);
			assertThat(isRevoked(ended)).isTrue();
		}
		assertThat(this.core.refresh(others.refreshToken())).isNotNull();
		assertThat(this.core.events.of(AdministratorLooked.class)).singleElement()
			.returns("sessions", AdministratorLooked::what)
			.returns(this.ada, AdministratorLooked::accountId);
	}

	private void delete(TestPrivacy privacy, AccountId id) {
		privacy.deletion.delete(id, SESSION, RawPassword.of(Secret.of(TestJwtAuth.PASSWORD), "password"),
				TestDevices.laptop());
	}

	private void assertDenied(AccountId caller, Collection<String> tokenRoles) {
		assertRefused(AuthErrorCode.FORBIDDEN, () -> this.house.administrators.require(caller, tokenRoles));
	}

	private static void assertRefused(AuthErrorCode code, ThrowingCallable act) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(act).returns(code, AuthException::code);
	}

	private static boolean done(Runnable act) {
		try {
			act.run();
			return true;
		}
		catch (AuthException ex) {
			assertThat(ex.code()).isIn(AuthErrorCode.LAST_ADMINISTRATOR, AuthErrorCode.FORBIDDEN);
			return false;
		}
	}

	private long administrators(AccountId... ids) {
		return Stream.of(ids)
			.map(this::account)
			.filter((account) -> account.status() == AccountStatus.ACTIVE && account.roles().contains("ADMIN"))
			.count();
	}

	private Account account(AccountId id) {
		return this.core.lookup.byId(id).orElseThrow().account();
	}

	private boolean isRevoked(TokenPair tokens) {
		return this.core.revoked.isRevoked(tokens.session().id(), tokens.account().id(),
				tokens.accessToken().issuedAt());
	}

}
