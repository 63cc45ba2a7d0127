package io.github.jwtauth.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.jwtauth.AccountId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What {@link AccountDetailsStore} promises, for every implementation: extend it, answer
 * {@link #store()} and run transactions.
 */
public abstract class AccountDetailsStoreContract {

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private AccountId owner;

	private final AccountDetails everything = new AccountDetails(this.now, this.now.plusSeconds(1),
			this.now.plusSeconds(2), "de-AT", "Europe/Vienna", new Consent("2026-01", this.now.plusSeconds(3)),
			new Consent(null, this.now.plusSeconds(4)),
			Map.of("company", "Zo\u00eb & \"Sons\" \\ \u0928\u092e\u0938\u094d\u0924\u0947 \ud83d\ude00", "note", ""));

	/**
	 * The store under test.
	 * @return the same one whenever it is asked during a test
	 */
	protected abstract AccountDetailsStore store();

	/**
	 * Runs calls of the store in one READ COMMITTED transaction, as
	 * {@code Transactions.alone} does.
	 * @param <T> what the work returns
	 * @param work calls of the store
	 * @return what the work returned, after the commit
	 */
	protected abstract <T> T inTransaction(Supplier<? extends T> work);

	/**
	 * An account that details can belong to. Override it where a foreign key wants it to
	 * exist.
	 * @return another one each time
	 */
	protected AccountId newAccount() {
		return new AccountId(UUID.randomUUID());
	}

	@BeforeEach
	void makeAnOwner() {
		this.owner = newAccount();
	}

	@Test
	void nothingIsKnownOfAStranger() {
		assertThat(find(this.owner)).isEqualTo(AccountDetails.NONE);
	}

	@Test
	void detailsAreFoundAsTheyWereSaved() {
		save(this.everything);
		assertThat(find(this.owner)).isEqualTo(this.everything);
		assertThat(find(newAccount())).isEqualTo(AccountDetails.NONE);
	}

	@Test
	void savedDetailsReplaceAll() {
		save(this.everything);
		AccountDetails little = new AccountDetails(null, null, null, null, null, null, null, Map.of());
		save(little);
		assertThat(find(this.owner)).isEqualTo(little);
		save(this.everything);
		save(this.everything);
		assertThat(find(this.owner)).isEqualTo(this.everything);
	}

	@Test
	void longestValuesFit() {
		String longest = "x".repeat(64);
		AccountDetails details = new AccountDetails(null, null, null, "y".repeat(35), longest,
				new Consent(longest, this.now), new Consent(longest, this.now), Map.of("note", "\u00e9".repeat(2000)));
		save(details);
		assertThat(find(this.owner)).isEqualTo(details);
	}

	@Test
	void proofOfTheAddressChangesNothingElse() {
		save(this.everything);
		Instant later = this.now.plusSeconds(60);
		change(() -> store().emailVerified(this.owner, later));
		assertThat(find(this.owner)).isEqualTo(copy(later, this.everything.passwordChangedAt(), "de-AT"));
	}

	@Test
	void newPasswordChangesNothingElse() {
		save(this.everything);
		Instant later = this.now.plusSeconds(60);
		change(() -> store().passwordChanged(this.owner, later));
		assertThat(find(this.owner)).isEqualTo(copy(this.everything.emailVerifiedAt(), later, "de-AT"));
	}

	@Test
	void preferencesChangeNothingElse() {
		save(this.everything);
		change(() -> store().savePreferences(this.owner, null, "Europe/Vienna", this.everything.extra()));
		assertThat(find(this.owner))
			.isEqualTo(copy(this.everything.emailVerifiedAt(), this.everything.passwordChangedAt(), null));
		change(() -> store().savePreferences(this.owner, "fr", null, Map.of("company", "Sons")));
		assertThat(find(this.owner)).extracting(AccountDetails::locale, AccountDetails::timeZone, AccountDetails::extra)
			.containsExactly("fr", null, Map.of("company", "Sons"));
		assertThat(find(this.owner).terms()).isEqualTo(this.everything.terms());
	}

	@Test
	void everyChangeMakesTheRowWhenThereIsNone() {
		AccountId verified = newAccount();
		AccountId changed = newAccount();
		change(() -> store().emailVerified(verified, this.now));
		change(() -> store().passwordChanged(changed, this.now));
		change(() -> store().savePreferences(this.owner, "de", null, Map.of()));
		assertThat(find(verified).emailVerifiedAt()).isEqualTo(this.now);
		assertThat(find(verified).registeredAt()).isNull();
		assertThat(find(changed).passwordChangedAt()).isEqualTo(this.now);
		assertThat(find(this.owner).locale()).isEqualTo("de");
	}

	@Test
	void changeIsUndoneWithItsTransaction() {
		assertThatIllegalStateException().isThrownBy(() -> change(() -> {
			store().save(this.owner, this.everything);
			throw new IllegalStateException("the rest did not happen");
		}));
		assertThat(find(this.owner)).isEqualTo(AccountDetails.NONE);
	}

	@Test
	void removedDetailsAreGoneAndNobodyElses() {
		AccountId other = newAccount();
		save(this.everything);
		change(() -> store().save(other, this.everything));
		change(() -> store().remove(this.owner));
		change(() -> store().remove(this.owner));
		assertThat(find(this.owner)).isEqualTo(AccountDetails.NONE);
		assertThat(find(other)).isEqualTo(this.everything);
	}

	private AccountDetails copy(@Nullable Instant verified, @Nullable Instant changed, @Nullable String locale) {
		return new AccountDetails(this.everything.registeredAt(), verified, changed, locale, this.everything.timeZone(),
				this.everything.terms(), this.everything.privacyPolicy(), this.everything.extra());
	}

	private void save(AccountDetails details) {
		change(() -> store().save(this.owner, details));
	}

	private void change(Runnable work) {
		inTransaction(() -> {
			work.run();
			return true;
		});
	}

	private AccountDetails find(AccountId id) {
		return inTransaction(() -> store().find(id));
	}

}
