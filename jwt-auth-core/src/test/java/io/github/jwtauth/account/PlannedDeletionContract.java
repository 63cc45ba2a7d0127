package io.github.jwtauth.account;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.TestRace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link SubjectStore} promises about demands and the end of an account; the part of
 * {@link SubjectStoreContract} that has a file of its own.
 */
public abstract class PlannedDeletionContract {

	/** Long ago, so that nothing else in a shared table is due then. */
	private final Instant past = Instant.now()
		.truncatedTo(ChronoUnit.SECONDS)
		.minus(Duration.ofDays(20_000))
		.minusMillis(System.nanoTime() % 1_000_000_000);

	/**
	 * The store under test.
	 * @return the same one whenever it is asked during a test
	 */
	protected abstract SubjectStore store();

	/**
	 * Runs calls of the store in one READ COMMITTED transaction, tried again after a
	 * serialization failure as {@code Transactions.alone} does; from many threads at
	 * once.
	 * @param <T> what the work returns
	 * @param work calls of the store
	 * @return what the work returned, after the commit
	 */
	protected abstract <T> T inTransaction(Supplier<? extends T> work);

	/**
	 * A key of an account that subjects can be made for. Override it where a foreign key
	 * wants the account to exist.
	 * @return another one each time
	 */
	protected String newAccountKey() {
		return UUID.randomUUID().toString();
	}

	@Test
	void newPasswordIsDemandedUntilItIsNot() {
		Subject subject = subject();
		assertThat(subject.passwordChangeRequired()).isFalse();
		for (boolean required : new boolean[] { true, true, false, false }) {
			assertThat(inTransaction(() -> store().requirePasswordChange(subject.id(), required))).isTrue();
			assertThat(find(subject.id()).passwordChangeRequired()).isEqualTo(required);
		}
		assertThat(find(subject.id())).isEqualTo(subject);
	}

	@Test
	void demandOutlivesALoginAndAnAdvance() {
		Subject subject = subject();
		inTransaction(() -> store().requirePasswordChange(subject.id(), true));
		assertThat(claim(subject)).isTrue();
		inTransaction(() -> store().advanceCredentialVersion(subject.id()));
		assertThat(find(subject.id()).passwordChangeRequired()).isTrue();
		assertThat(inTransaction(() -> store().subjectOf(subject.accountKey())).passwordChangeRequired()).isTrue();
	}

	@Test
	void plannedDeletionIsToldUntilItIsCalledOff() {
		Subject subject = subject();
		assertThat(inTransaction(() -> store().deletionDueAt(subject.id()))).isEmpty();
		inTransaction(() -> store().planDeletion(subject.id(), this.past));
		assertThat(inTransaction(() -> store().deletionDueAt(subject.id()))).contains(this.past);
		claim(subject);
		assertThat(inTransaction(() -> store().deletionDueAt(subject.id()))).isEmpty();
		assertThat(inTransaction(() -> store().deletionDueAt(new AccountId(UUID.randomUUID())))).isEmpty();
	}

	@Test
	void nothingIsDueUnlessItWasPlanned() {
		Subject subject = subject();
		assertThat(isDue(subject.id(), this.past)).isFalse();
		assertThat(due(this.past, 1000)).doesNotContain(subject.id());
	}

	@Test
	void plannedDeletionIsDueFromItsInstantOn() {
		Subject subject = subject();
		assertThat(plan(subject.id(), this.past)).isTrue();
		assertThat(isDue(subject.id(), this.past.minusSeconds(1))).isFalse();
		assertThat(due(this.past.minusSeconds(1), 1000)).doesNotContain(subject.id());
		assertThat(isDue(subject.id(), this.past)).isTrue();
		assertThat(due(this.past, 1000)).contains(subject.id());
		assertThat(plan(subject.id(), this.past.plusSeconds(5))).isTrue();
		assertThat(isDue(subject.id(), this.past)).isFalse();
	}

	@Test
	void longestOverdueComeFirstAndAFewAtATime() {
		Instant first = this.past.minus(Duration.ofDays(1));
		List<Subject> subjects = List.of(subject(), subject(), subject());
		plan(subjects.get(1).id(), first);
		plan(subjects.get(2).id(), first.plusSeconds(1));
		plan(subjects.get(0).id(), first.plusSeconds(2));
		List<AccountId> expected = List.of(subjects.get(1).id(), subjects.get(2).id(), subjects.get(0).id());
		List<AccountId> ours = due(first.plusSeconds(2), 1000).stream().filter(expected::contains).toList();
		assertThat(ours).isEqualTo(expected);
		assertThat(due(first.plusSeconds(2), 2)).hasSize(2).doesNotContain(subjects.get(0).id());
		expected.forEach((id) -> inTransaction(() -> store().retire(id)));
	}

	@Test
	void loginCallsADeletionOff() {
		Subject subject = subject();
		plan(subject.id(), this.past);
		assertThat(claim(subject)).isTrue();
		assertThat(isDue(subject.id(), this.past)).isFalse();
		assertThat(due(this.past, 1000)).doesNotContain(subject.id());
	}

	@Test
	void loginThatComesTooLateCallsNothingOff() {
		Subject subject = subject();
		inTransaction(() -> store().advanceCredentialVersion(subject.id()));
		plan(subject.id(), this.past);
		assertThat(claim(subject)).isFalse();
		assertThat(isDue(subject.id(), this.past)).isTrue();
	}

	@Test
	void changedCredentialCallsADeletionOff() {
		Subject subject = subject();
		plan(subject.id(), this.past);
		assertThat(inTransaction(() -> store().advanceCredentialVersion(subject.id()))).isTrue();
		assertThat(isDue(subject.id(), this.past)).isFalse();
		assertThat(due(this.past, 1000)).doesNotContain(subject.id());
	}

	@Test
	void deletionOfAClosedAccountStaysPlanned() {
		Subject subject = subject();
		plan(subject.id(), this.past);
		assertThat(inTransaction(() -> store().voidLogins(subject.id()))).isTrue();
		assertThat(claim(subject)).isFalse();
		assertThat(find(subject.id()).credentialVersion()).isGreaterThan(subject.credentialVersion());
		assertThat(isDue(subject.id(), this.past)).isTrue();
	}

	@Test
	void loginAndDeletionAtTheSameMomentAgree() {
		for (int round = 0; round < 5; round++) {
			Subject subject = subject();
			plan(subject.id(), this.past);
			List<Boolean> results = TestRace.between(List.of(() -> claim(subject), () -> deleteIfDue(subject.id())));
			assertThat(results).as("claimed, deleted").containsExactlyInAnyOrder(true, false);
		}
	}

	@Test
	void retiredSubjectIsFoundByItsIdOnly() {
		Subject subject = subject();
		inTransaction(() -> store().requirePasswordChange(subject.id(), true));
		plan(subject.id(), this.past);
		assertThat(inTransaction(() -> store().retire(subject.id()))).isTrue();
		Subject retired = find(subject.id());
		assertThat(retired.accountKey()).isNotEqualTo(subject.accountKey());
		assertThat(retired.credentialVersion()).isGreaterThan(subject.credentialVersion());
		assertThat(retired.passwordChangeRequired()).isFalse();
		assertThat(isDue(subject.id(), this.past)).isFalse();
		assertThat(claim(subject)).isFalse();
	}

	@Test
	void newAccountWithTheKeyOfARetiredOneIsSomebodyElse() {
		Subject subject = subject();
		inTransaction(() -> store().retire(subject.id()));
		Subject next = inTransaction(() -> store().subjectOf(subject.accountKey()));
		assertThat(next.id()).isNotEqualTo(subject.id());
		assertThat(next.credentialVersion()).isZero();
		inTransaction(() -> store().retire(next.id()));
		assertThat(inTransaction(() -> store().subjectOf(subject.accountKey())).id()).isNotIn(subject.id(), next.id());
	}

	@Test
	void nothingHappensToAnUnknownSubject() {
		AccountId unknown = new AccountId(UUID.randomUUID());
		assertThat(inTransaction(() -> store().requirePasswordChange(unknown, true))).isFalse();
		assertThat(inTransaction(() -> store().voidLogins(unknown))).isFalse();
		assertThat(plan(unknown, this.past)).isFalse();
		assertThat(isDue(unknown, this.past)).isFalse();
		assertThat(inTransaction(() -> store().retire(unknown))).isFalse();
	}

	private boolean deleteIfDue(AccountId id) {
		return inTransaction(() -> store().lock(id) && store().isDueForDeletion(id, this.past) && store().retire(id));
	}

	private Subject subject() {
		String key = newAccountKey();
		return inTransaction(() -> store().subjectOf(key));
	}

	private Subject find(AccountId id) {
		return inTransaction(() -> store().find(id)).orElseThrow();
	}

	private boolean claim(Subject subject) {
		return inTransaction(
				() -> store().claimLogin(subject.id(), subject.credentialVersion(), this.past.plusSeconds(60)));
	}

	private boolean plan(AccountId id, Instant due) {
		return inTransaction(() -> store().planDeletion(id, due));
	}

	private boolean isDue(AccountId id, Instant now) {
		return inTransaction(() -> store().isDueForDeletion(id, now));
	}

	private List<AccountId> due(Instant now, int limit) {
		return inTransaction(() -> store().findDueForDeletion(now, limit));
	}

}
