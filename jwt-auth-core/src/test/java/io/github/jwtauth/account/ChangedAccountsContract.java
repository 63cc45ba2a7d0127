package io.github.jwtauth.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.github.jwtauth.Secret;
import io.github.jwtauth.TestRace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link AccountStore} promises where this library may change and delete accounts:
 * extend it instead of {@link AccountStoreContract}. {@code inTransaction} runs a READ
 * COMMITTED transaction that is tried again after a conflict, as
 * {@code Transactions.alone} does.
 */
public abstract class ChangedAccountsContract extends AccountStoreContract {

	private Account account;

	@BeforeEach
	void makeAnAccount() {
		this.account = somebody().withUsername(name()).withPasswordHash(Secret.of("{old}1"));
	}

	@Test
	void passwordHashIsSetWhateverThereWas() {
		Account bare = somebody().withPasswordHash(null);
		given(this.account);
		given(bare);
		for (Account each : List.of(this.account, bare)) {
			assertThat(setHash(each, "{new}2")).isTrue();
			assertThat(setHash(each, "{new}2")).isTrue();
			assertThat(find(each)).isEqualTo(each.withPasswordHash(Secret.of("{new}2")));
		}
		assertThat(setHash(somebody(), "{new}2")).isFalse();
	}

	@Test
	void addressIsVerifiedOnlyWhileItIsTheAccounts() {
		Account unproven = this.account.withEmail(this.account.email(), false);
		given(unproven);
		assertThat(verify(unproven, EmailAddress.of(name() + "@example.com"))).isFalse();
		assertThat(verify(somebody(), Objects.requireNonNull(unproven.email()))).isFalse();
		assertThat(find(unproven).emailVerified()).isFalse();
		EmailAddress shouted = EmailAddress.of(emailOf(unproven).toUpperCase(Locale.ROOT));
		assertThat(verify(unproven, shouted)).isTrue();
		assertThat(verify(unproven, shouted)).isTrue();
		assertThat(find(unproven)).isEqualTo(this.account);
		assertThat(emailOf(find(unproven))).isEqualTo(emailOf(this.account));
	}

	@Test
	void addressIsChangedOnlyFromTheExpectedOne() {
		given(this.account);
		EmailAddress present = Objects.requireNonNull(this.account.email());
		EmailAddress next = EmailAddress.of("Next." + name() + "@Example.com");
		assertThat(changeEmail(this.account, next, next)).isFalse();
		assertThat(changeEmail(somebody(), present, next)).isFalse();
		assertThat(changeEmail(this.account, present, next)).isTrue();
		assertThat(find(this.account)).isEqualTo(this.account.withEmail(next, true));
		assertThat(emailOf(find(this.account))).isEqualTo(next.value());
		assertThat(store().findByIdentifier(present.value())).isEmpty();
		assertThat(store().findByIdentifier(next.canonical())).map(Account::key).contains(this.account.key());
		assertThat(changeEmail(this.account, present, next)).isFalse();
	}

	@Test
	void addressMayChangeItsSpelling() {
		given(this.account);
		EmailAddress shouted = EmailAddress.of(emailOf(this.account).toUpperCase(Locale.ROOT));
		assertThat(changeEmail(this.account, shouted, shouted)).isTrue();
		assertThat(emailOf(find(this.account))).isEqualTo(shouted.value());
	}

	@Test
	void addressOfSomebodyElseIsNotTaken() { // I-12
		Account other = somebody();
		given(this.account);
		given(other);
		EmailAddress others = EmailAddress.of(emailOf(other).toUpperCase(Locale.ROOT));
		assertThat(changeEmail(this.account, Objects.requireNonNull(this.account.email()), others)).isFalse();
		assertThat(find(this.account)).isEqualTo(this.account);
		assertThat(find(other)).isEqualTo(other);
	}

	@Test
	void ofManyAccountsThatWantOneAddressExactlyOneGetsIt() { // I-12
		EmailAddress contested = EmailAddress.of(name() + "@example.com");
		List<Callable<Boolean>> changes = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			Account each = somebody();
			given(each);
			changes.add(() -> changeEmail(each, Objects.requireNonNull(each.email()), contested));
		}
		assertThat(TestRace.between(changes)).containsOnlyOnce(true);
		assertThat(store().findByIdentifier(contested.value())).isPresent();
	}

	@Test
	void unprovenAccountIsReplacedWithNothingLeft() {
		Account squatter = this.account.withEmail(this.account.email(), false).withStatus(AccountStatus.ACTIVE);
		Account next = Account.withKey(newKey()).withEmail(squatter.email(), false);
		given(squatter);
		assertThat(replaceUnverified(next)).contains(squatter.key());
		assertThat(store().findByKey(squatter.key())).isEmpty();
		assertThat(store().findByIdentifier(String.valueOf(squatter.username()))).isEmpty();
		assertThat(find(next)).isEqualTo(next);
	}

	@Test
	void provenAndUnknownAddressesAreNotReplaced() {
		given(this.account);
		assertThat(replaceUnverified(somebody().withEmail(this.account.email(), false))).isEmpty();
		assertThat(find(this.account)).isEqualTo(this.account);
		Account stranger = somebody();
		assertThat(replaceUnverified(stranger.withEmail(stranger.email(), false))).isEmpty();
		assertThat(store().findByKey(stranger.key())).isEmpty();
	}

	@Test
	void accountThatWantsWhatSomebodyElseHasReplacesNobody() {
		Account squatter = somebody().withEmail(EmailAddress.of(name() + "@example.com"), false);
		Account free = somebody().withEmail(squatter.email(), false);
		given(this.account);
		given(squatter);
		assertThat(replaceUnverified(free.withUsername(this.account.username()))).isEmpty();
		assertThat(replaceUnverified(Account.withKey(this.account.key()).withEmail(squatter.email(), false))).isEmpty();
		assertThat(find(squatter)).isEqualTo(squatter);
		assertThat(find(this.account)).isEqualTo(this.account);
	}

	@Test
	void replacementMayKeepTheUsername() {
		Account squatter = this.account.withEmail(this.account.email(), false);
		Account next = somebody().withEmail(squatter.email(), false).withUsername(squatter.username());
		given(squatter);
		assertThat(replaceUnverified(next)).contains(squatter.key());
		assertThat(find(next)).isEqualTo(next);
	}

	@Test
	void eachOfManyReplacesTheOneBefore() {
		Account first = somebody().withEmail(EmailAddress.of(name() + "@example.com"), false);
		given(first);
		List<String> gone = new ArrayList<>();
		TestRace.of(20, () -> replaceUnverified(somebody().withEmail(first.email(), false)))
			.forEach((key) -> gone.add(key.orElseThrow()));
		Account last = store().findByIdentifier(emailOf(first)).orElseThrow();
		assertThat(gone).doesNotHaveDuplicates().contains(first.key()).doesNotContain(last.key());
		assertThat(gone).allSatisfy((key) -> assertThat(store().findByKey(key)).isEmpty());
	}

	@Test
	void namesAreReplacedAndCleared() {
		given(this.account);
		String username = "New" + name();
		assertThat(rename(this.account, username, "Zo\u00eb")).isTrue();
		assertThat(find(this.account)).isEqualTo(this.account.withUsername(username).withName("Zo\u00eb", null));
		assertThat(rename(this.account, username.toUpperCase(Locale.ROOT), "Zo\u00eb")).isTrue();
		assertThat(rename(this.account, username, "Zo\u00eb")).isTrue();
		assertThat(rename(this.account, null, null)).isTrue();
		assertThat(find(this.account)).isEqualTo(this.account.withUsername(null).withName(null, null));
		assertThat(store().findByIdentifier(username)).isEmpty();
		assertThat(rename(somebody(), null, "Zo\u00eb")).isFalse();
	}

	@Test
	void usernameOfSomebodyElseIsNotTaken() {
		Account other = somebody();
		given(this.account);
		given(other);
		String shouted = String.valueOf(this.account.username()).toUpperCase(Locale.ROOT);
		assertThat(rename(other, shouted, "Thief")).isFalse();
		assertThat(find(other)).isEqualTo(other);
	}

	@Test
	void ofManyWhoWantOneUsernameExactlyOneGetsIt() {
		String contested = name();
		List<Callable<Boolean>> renames = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			Account each = somebody();
			given(each);
			renames.add(() -> rename(each, contested, "Zo\u00eb"));
		}
		assertThat(TestRace.between(renames)).containsOnlyOnce(true);
	}

	@Test
	void accountIsClosedAndOpenedAndNothingElseChanges() {
		given(this.account);
		for (AccountStatus status : List.of(AccountStatus.DISABLED, AccountStatus.DISABLED, AccountStatus.LOCKED,
				AccountStatus.ACTIVE)) {
			assertThat(inTransaction(() -> store().setStatus(this.account.key(), status))).isTrue();
			assertThat(find(this.account)).isEqualTo(this.account.withStatus(status));
		}
		assertThat(inTransaction(() -> store().setStatus(newKey(), AccountStatus.ACTIVE))).isFalse();
	}

	@Test
	void rolesAreReplacedAndNothingElseChanges() {
		given(this.account);
		for (List<String> roles : List.of(List.of("ADMIN", "USER"), List.of("ADMIN", "USER"), List.of("editor.x-1_Y"),
				List.<String>of())) {
			assertThat(inTransaction(() -> store().setRoles(this.account.key(), roles))).isTrue();
			assertThat(find(this.account)).isEqualTo(this.account.withRoles(roles));
		}
		assertThat(inTransaction(() -> store().setRoles(newKey(), List.of("USER")))).isFalse();
	}

	@Test
	void deletedAccountIsGoneAndItsNamesAreFree() {
		given(this.account);
		assertThat(TestRace.of(10, () -> inTransaction(() -> store().delete(this.account.key()))))
			.containsOnlyOnce(true);
		assertThat(store().findByKey(this.account.key())).isEmpty();
		assertThat(store().findByIdentifier(emailOf(this.account))).isEmpty();
		Account next = somebody().withEmail(this.account.email(), true).withUsername(this.account.username());
		given(next);
		assertThat(find(next)).isEqualTo(next);
	}

	private boolean setHash(Account whose, String hash) {
		return inTransaction(() -> store().setPasswordHash(whose.key(), Secret.of(hash)));
	}

	private boolean verify(Account whose, EmailAddress expected) {
		return inTransaction(() -> store().verifyEmail(whose.key(), expected));
	}

	private boolean changeEmail(Account whose, EmailAddress expected, EmailAddress replacement) {
		return inTransaction(() -> store().changeEmail(whose.key(), expected, replacement, true));
	}

	private Optional<String> replaceUnverified(Account next) {
		return inTransaction(() -> store().replaceUnverified(next));
	}

	private boolean rename(Account whose, @Nullable String username, @Nullable String firstName) {
		return inTransaction(() -> store().updateNames(whose.key(), username, firstName, null));
	}

	private Account find(Account whose) {
		return store().findByKey(whose.key()).orElseThrow();
	}

}
