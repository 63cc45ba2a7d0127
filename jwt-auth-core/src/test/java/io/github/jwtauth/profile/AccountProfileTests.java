package io.github.jwtauth.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.InvalidInputException.Fault;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.Consent;
import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.privacy.TestPrivacy;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AccountProfileTests {

	private static final Instant LONG_AGO = Instant.parse("2026-01-02T03:04:05Z");

	private final TestJwtAuth core = TestJwtAuth.create();

	private final AccountProfile profiles = new TestPrivacy(this.core, Duration.ZERO).profiles;

	private final Account account = this.core.register("ada@example.com");

	private final AccountId id = this.core.idOf(this.account);

	@Test
	void ownerSeesEverythingThatIsKept() {
		AccountDetails details = new AccountDetails(LONG_AGO, LONG_AGO, LONG_AGO, "de-AT", "Europe/Vienna",
				new Consent("1", LONG_AGO), null, Map.of("company", "ACME"));
		ExternalIdentityKey github = new ExternalIdentityKey("github", "4711");
		this.core.details.save(this.id, details);
		this.core.identities.linkIfAbsent(github, this.id, LONG_AGO);

		Profile profile = this.profiles.find(this.id);

		assertThat(profile.account().account()).isEqualTo(this.account);
		assertThat(profile.details()).isEqualTo(details);
		assertThat(profile.identities()).containsExactly(github);
		assertThat(profile.toString()).doesNotContain("ada", "ACME", "4711");
	}

	@Test
	void whatIsNotNamedStays() {
		change(edits("ada", "Ada", "Lovelace", "de-AT", "Europe/Vienna", Map.of("company", edit("ACME"))));
		Profile before = this.profiles.find(this.id);
		Profile after = change(new ProfileEdits(null, null, null, edit("fr"), null, Map.of("phone", edit("1"))));
		assertThat(after.account()).isEqualTo(before.account());
		assertThat(after.details().timeZone()).isEqualTo("Europe/Vienna");
		assertThat(after.details().extra()).isEqualTo(Map.of("company", "ACME", "phone", "1"));
		Profile named = change(new ProfileEdits(null, edit("Augusta"), null, null, null, Map.of()));
		assertThat(named.account().account())
			.isEqualTo(before.account().account().withName("Augusta", "Lovelace").withUsername("ada"));
		assertThat(named.details()).isEqualTo(after.details());
	}

	@Test
	void whatIsNullOrBlankIsCleared() {
		change(edits("ada", "Ada", "Lovelace", "de-AT", "Europe/Vienna", Map.of("company", edit("ACME"))));
		Profile cleared = change(edits(null, null, "  ", null, null, Map.of("company", edit(null))));
		assertThat(cleared.account().account()).isEqualTo(this.account.withUsername(null).withName(null, null));
		assertThat(cleared.details().locale()).isNull();
		assertThat(cleared.details().timeZone()).isNull();
		assertThat(cleared.details().extra()).isEmpty();
	}

	@Test
	void preferencesDoNotTouchWhatElseIsKept() {
		this.core.details.save(this.id, new AccountDetails(LONG_AGO, LONG_AGO, LONG_AGO, null, null,
				new Consent("1", LONG_AGO), new Consent("2", LONG_AGO), Map.of()));
		AccountDetails after = change(edits(null, null, null, "de", null, Map.of())).details();
		assertThat(after).isEqualTo(new AccountDetails(LONG_AGO, LONG_AGO, LONG_AGO, "de", null,
				new Consent("1", LONG_AGO), new Consent("2", LONG_AGO), Map.of()));
	}

	@Test
	void changeIsToldByItsIdOnlyAndNothingIsToldOfNone() {
		change(ProfileEdits.NONE);
		assertThat(this.core.events.of(ProfileChanged.class)).isEmpty();
		change(edits("ada", "Ada", null, null, null, Map.of()));
		assertThat(this.core.events.of(ProfileChanged.class))
			.containsExactly(new ProfileChanged(this.core.clock.instant(), this.id));
	}

	@Test
	void usernameOfSomebodyElseIsRefusedAndNothingChanges() {
		Account other = this.core.register("bob@example.com");
		this.core.accounts.updateNames(other.key(), "Bob", null, null);
		refusal(() -> change(edits("bOB", "Bob", null, "de", null, Map.of())), AuthErrorCode.USERNAME_TAKEN);
		assertThat(this.profiles.find(this.id).account().account()).isEqualTo(this.account);
		assertThat(this.profiles.find(this.id).details()).isEqualTo(AccountDetails.NONE);
	}

	@Test
	void usernameStaysWhereItIsTheOnlyNameToLogInWith() {
		Account nameless = Account.withKey("4711").withUsername("nameless");
		this.core.accounts.insertIfAbsent(nameless);
		AccountId nobody = this.core.idOf(nameless);
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> this.profiles.change(nobody, edits(null, null, null, null, null, Map.of())))
			.returns("username", InvalidInputException::field)
			.returns("required", InvalidInputException::fieldCode);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ab", "ada@example.com", "a b c", "\u0430da" })
	void usernameIsNeverAnAddressOrALookAlike(String username) { // decision 25
		assertRefused(new ProfileEdits(edit(username), null, null, null, null, Map.of()), "username:username_invalid");
	}

	@ParameterizedTest
	@CsvSource({ "../../etc", "de_AT", "und", "xx-YY", "de-AT-u-nu-latn", "'de\u0000'", "de;q=1" })
	void localeComesFromAList(String locale) {
		assertRefused(new ProfileEdits(null, null, null, edit(locale), null, Map.of()), "locale:locale_invalid");
	}

	@Test
	void localeIsKeptInItsUsualSpelling() {
		assertThat(change(edits(null, null, null, "DE-at", null, Map.of())).details().locale()).isEqualTo("de-AT");
		assertThat(change(edits(null, null, null, "sr-Latn-RS", null, Map.of())).details().locale())
			.isEqualTo("sr-Latn-RS");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Europe/Atlantis", "../../etc/localtime", "+02:00", "europe/vienna" })
	void timeZoneComesFromAList(String zone) {
		assertRefused(new ProfileEdits(null, null, null, null, edit(zone), Map.of()), "time_zone:time_zone_invalid");
	}

	@Test
	void namesAreShortAndVisible() {
		assertThat(change(edits(null, "<script>alert(1)</script>", "=1+1", null, null, Map.of())).account().account())
			.returns("<script>alert(1)</script>", Account::firstName)
			.returns("=1+1", Account::lastName);
		assertRefused(edits(null, "A\u202eda", "x".repeat(101), null, null, Map.of()), "first_name:unreadable",
				"last_name:too_long");
		assertRefused(edits(null, "A\u200bda", "a\nb", null, null, Map.of()), "first_name:unreadable",
				"last_name:unreadable");
		assertThat(change(edits(null, "\ud83d\ude00".repeat(100), null, null, null, Map.of())).account()
			.account()
			.firstName()).hasSize(200);
	}

	@Test
	void onlyDeclaredFieldsAreKept() {
		assertRefused(new ProfileEdits(null, null, null, null, null, Map.of("roles", edit("ADMIN"))),
				"roles:unknown_field");
		assertRefused(new ProfileEdits(null, null, null, null, null, Map.of("roles", edit(null))),
				"roles:unknown_field");
		assertRefused(new ProfileEdits(null, null, null, null, null, Map.of("company", edit("x".repeat(5000)))),
				"company:too_long");
		assertThat(this.profiles.find(this.id).account().account().roles()).containsExactly("USER");
	}

	@Test
	void fieldThatIsNoLongerDeclaredGoesWithTheNextChange() {
		this.core.details.savePreferences(this.id, null, null, Map.of("shoe_size", "42", "company", "ACME"));
		assertThat(change(new ProfileEdits(null, null, null, null, null, Map.of("phone", edit("1")))).details().extra())
			.isEqualTo(Map.of("company", "ACME", "phone", "1"));
	}

	@Test
	void accountThatIsGoneLeavesNothingBehind() {
		this.core.accounts.delete(this.account.key());
		refusal(() -> this.profiles.find(this.id), AuthErrorCode.INVALID_TOKEN);
		refusal(() -> change(edits(null, null, null, "de", null, Map.of())), AuthErrorCode.INVALID_TOKEN);
		assertThat(this.core.details.find(this.id)).isEqualTo(AccountDetails.NONE);
	}

	private static void refusal(ThrowingCallable call, AuthErrorCode code) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(call).returns(code, AuthException::code);
	}

	private void assertRefused(ProfileEdits edits, String... faults) {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> change(edits))
			.extracting(InvalidInputException::faults, InstanceOfAssertFactories.list(Fault.class))
			.extracting((fault) -> fault.field() + ":" + fault.code())
			.isEqualTo(List.of(faults));
	}

	private Profile change(ProfileEdits edits) {
		return this.profiles.change(this.id, edits);
	}

	private static ProfileEdits edits(@Nullable String username, @Nullable String firstName, @Nullable String lastName,
			@Nullable String locale, @Nullable String timeZone, Map<String, Edit> extra) {
		return new ProfileEdits(edit(username), edit(firstName), edit(lastName), edit(locale), edit(timeZone), extra);
	}

	private static Edit edit(@Nullable String text) {
		return new Edit(text);
	}

}
