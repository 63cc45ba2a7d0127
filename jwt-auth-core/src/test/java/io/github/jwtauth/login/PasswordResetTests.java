package io.github.jwtauth.login;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.EmailVerified;
import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.account.TestAccounts;
import io.github.jwtauth.mfa.TestMfa;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.TokenOffer;
import io.github.jwtauth.password.PasswordChanged;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PasswordResetTests {

	private static final String EMAIL = "ada@example.com";

	private static final String NEXT = "another horse, another battery";

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account account = this.auth.register("Ada@example.com");

	private final AccountId id = this.auth.idOf(this.account);

	@Test
	void mailGoesToTheAddressAsItWasGiven() {
		request("ADA@EXAMPLE.COM");
		assertThat(this.auth.notices.last(NoticeKind.RESET_PASSWORD).recipient().value()).isEqualTo("Ada@example.com");
		assertThat(this.auth.notices.last(NoticeKind.RESET_PASSWORD).expiresAt())
			.isEqualTo(this.auth.clock.instant().plus(Duration.ofHours(1)));
	}

	@Test
	void tokenSetsAPasswordAndEndsEverySession() {
		TokenPair tokens = this.auth.login(EMAIL);
		confirm(mailed(), NEXT);
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.auth.refresh(tokens.refreshToken()))
			.returns(SessionEndReason.PASSWORD_RESET, SessionEndedException::reason);
		assertThat(this.auth.liveSessions(this.id)).isZero();
		assertThat(this.auth.login.login(TestJwtAuth.attempt(EMAIL, NEXT))).isNotNull();
		assertThat(this.auth.events.of(PasswordChanged.class)).extracting(PasswordChanged::way)
			.containsExactly(PasswordChanged.Way.RESET);
	}

	@Test
	void ownerIsToldOnce() {
		confirm(mailed(), NEXT);
		assertThat(this.auth.notices.all(NoticeKind.PASSWORD_RESET)).hasSize(1)
			.allSatisfy((notice) -> assertThat(notice.token()).isNull());
	}

	@Test
	void linkThatWasDeliveredStaysGoodWhenTheMailboxIsFull() {
		Secret delivered = mailed();
		this.auth.notices.leaveNoRoom();
		this.auth.notices.clear();
		request(EMAIL);
		request("nobody@example.com");
		assertThat(this.auth.notices.all()).isEmpty();
		assertThat(this.auth.notices.work()).isEqualTo(2);
		confirm(delivered, NEXT);
		assertThat(this.auth.login.login(TestJwtAuth.attempt(EMAIL, NEXT))).isNotNull();
	}

	@Test
	void resetVoidsTheInvitationsOfWhoeverHadTheAccount() {
		Subject subject = this.auth.lookup.byId(this.id).orElseThrow().subject();
		Secret invitation = this.auth.mailedTokens
			.issue(new TokenOffer(OneTimeTokenPurpose.INVITATION, subject, Duration.ofDays(1), null, "{}"));
		confirm(mailed(), NEXT);
		assertThat(this.auth.mailedTokens.find(OneTimeTokenPurpose.INVITATION, invitation, null)).isEmpty();
	}

	@Test
	void resetCallsAPlannedDeletionOff() {
		this.auth.subjects.planDeletion(this.id, this.auth.clock.instant());
		confirm(mailed(), NEXT);
		assertThat(this.auth.subjects.isDueForDeletion(this.id, this.auth.clock.instant())).isFalse();
	}

	@Test
	void accountWithoutAPasswordGetsOne() {
		this.auth.accounts.save(this.account.withPasswordHash(null));
		confirm(mailed(), NEXT);
		assertThat(this.auth.login.login(TestJwtAuth.attempt(EMAIL, NEXT))).isNotNull();
	}

	@Test
	void requestTellsNothingByItsWork() {
		insert("unverified@example.com", AccountStatus.ACTIVE, false);
		insert("locked@example.com", AccountStatus.LOCKED, true);
		insert("disabled@example.com", AccountStatus.DISABLED, true);
		for (String email : List.of(EMAIL, "unverified@example.com", "locked@example.com", "disabled@example.com",
				"nobody@example.com")) {
			this.auth.notices.clear();
			int comparisons = this.auth.encoder.comparisons();
			request(email);
			assertThat(this.auth.notices.work()).as(email).isEqualTo(1);
			assertThat(this.auth.encoder.comparisons()).isEqualTo(comparisons);
			boolean mailed = email.equals(EMAIL) || email.startsWith("unverified");
			assertThat(this.auth.notices.all()).as(email).hasSize(mailed ? 1 : 0);
		}
	}

	@Test
	void refusedPasswordLeavesTheTokenAsItWas() {
		Secret token = mailed();
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> confirm(token, "short"))
			.returns(AuthErrorCode.PASSWORD_REFUSED, AuthException::code)
			.returns("password_too_short", InvalidInputException::fieldCode);
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> confirm(token, TestJwtAuth.PASSWORD))
			.returns("password_reused", InvalidInputException::fieldCode);
		confirm(token, NEXT);
	}

	@Test
	void rulesAreToldToAGoodTokenOnlyAndNothingIsHashedForAnother() {
		int work = this.auth.encoder.comparisons() + this.auth.encoder.encodings();
		assertInvalid(Secret.of("jot_" + "A".repeat(48)), "short");
		assertInvalid(Secret.of("rubbish"), NEXT);
		assertThat(this.auth.encoder.comparisons() + this.auth.encoder.encodings()).isEqualTo(work);
	}

	@ParameterizedTest
	@EnumSource(value = OneTimeTokenPurpose.class, mode = EnumSource.Mode.EXCLUDE,
			names = { "PASSWORD_RESET", "PASSWORD_CHANGE" })
	void tokensForSomethingElseAreUnknown(OneTimeTokenPurpose purpose) { // J-54
		assertInvalid(this.auth.mailedTokens.issue(new TokenOffer(purpose,
				this.auth.subjects.find(this.id).orElseThrow(), Duration.ofHours(1), null, EMAIL)), NEXT);
	}

	@Test
	void usedTokenIsUnknown() {
		Secret token = mailed();
		confirm(token, NEXT);
		assertInvalid(token, NEXT + "!");
	}

	@Test
	void newestTokenVoidsTheOthers() {
		Secret first = mailed();
		Secret second = mailed();
		assertInvalid(first, NEXT);
		confirm(second, NEXT);
	}

	@Test
	void tokenExpires() {
		Secret token = mailed();
		this.auth.clock.advance(Duration.ofHours(1));
		assertInvalid(token, NEXT);
	}

	@Test
	void tokenIsBoundToTheAddress() {
		Secret token = mailed();
		this.auth.accounts.changeEmail(this.account.key(), EmailAddress.of(EMAIL), EmailAddress.of("new@example.com"),
				true);
		assertInvalid(token, NEXT);
	}

	@Test
	void tokenIsVoidAfterAChangeOfTheCredential() {
		Secret token = mailed();
		this.auth.changes.credentialsChanged(this.id);
		assertInvalid(token, NEXT);
	}

	@Test
	void tokenOfAClosedAccountIsUnknown() {
		Secret token = mailed();
		this.auth.accounts.save(this.account.withStatus(AccountStatus.DISABLED));
		assertInvalid(token, NEXT);
	}

	@Test
	void ofTwentyWithOneTokenOneWins() {
		Secret token = mailed();
		List<Callable<String>> works = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			String chosen = NEXT + i;
			works.add(() -> outcome(token, chosen));
		}
		List<String> results = TestRace.between(works);
		assertThat(results.stream().filter("set"::equals)).hasSize(1);
		assertThat(results.stream().filter("invalid_token"::equals)).hasSize(19);
		assertThat(this.auth.subjects.find(this.id).orElseThrow().credentialVersion()).isEqualTo(1);
		assertThat(this.auth.notices.all(NoticeKind.PASSWORD_RESET)).hasSize(1);
	}

	@Test
	void addressThatWasProvenBeforeKeepsEverything() {
		this.auth.details.save(this.id, detailsOfSomebody());
		confirm(mailed(), NEXT);
		Account after = this.auth.accounts.findByKey(this.account.key()).orElseThrow();
		assertThat(after.firstName()).isEqualTo("Some");
		assertThat(this.auth.details.find(this.id).extra()).containsEntry("company", "Evil");
		assertThat(this.auth.events.of(EmailVerified.class)).isEmpty();
	}

	@Test
	void secondFactorOutlivesAResetOfThePassword() {
		AccountId id = this.auth.idOf(this.auth.register("grace@example.com"));
		TestMfa mfa = new TestMfa(this.auth);
		mfa.activate(id);
		request("grace@example.com");
		confirm(this.auth.notices.lastToken(NoticeKind.RESET_PASSWORD), NEXT);
		assertThat(mfa.factors.state(id).isEnabled()).isTrue();
		assertThat(mfa.factors.state(id).recoveryCodesLeft()).isEqualTo(10);
	}

	@Test
	void ownerOfTheAddressInheritsNothingOfWhoeverRegisteredIt() {
		Account squatted = insert("victim@example.com", AccountStatus.ACTIVE, false);
		AccountId squattedId = this.auth.idOf(squatted);
		Subject subject = this.auth.subjects.find(squattedId).orElseThrow();
		this.auth.details.save(squattedId, detailsOfSomebody());
		ExternalIdentityKey evil = new ExternalIdentityKey("evil", "1");
		this.auth.identities.linkIfAbsent(evil, squattedId, this.auth.clock.instant());
		Secret change = this.auth.mailedTokens
			.issue(new TokenOffer(OneTimeTokenPurpose.EMAIL_CHANGE_UNDO, subject, Duration.ofDays(7), null, "x"));

		TestMfa mfa = new TestMfa(this.auth);
		mfa.activate(squattedId);
		mfa.devices.remember(squattedId, Secret.of("device"), TestDevices.laptop());

		request("victim@example.com");
		confirm(this.auth.notices.lastToken(NoticeKind.RESET_PASSWORD), NEXT);

		assertThat(mfa.factors.state(squattedId).isEnabled()).isFalse();
		assertThat(mfa.devices.list(squattedId)).isEmpty();
		Account owned = this.auth.accounts.findByKey(squatted.key()).orElseThrow();
		assertThat(owned.emailVerified()).isTrue();
		assertThat(owned.firstName()).isNull();
		assertThat(owned.username()).isNull();
		assertThat(this.auth.details.find(squattedId).extra()).isEmpty();
		assertThat(this.auth.details.find(squattedId).emailVerifiedAt()).isEqualTo(this.auth.clock.instant());
		assertThat(this.auth.identities.findAccount(evil)).isEmpty();
		assertThat(this.auth.passwordHistory.findLatest(squattedId, 24)).isEmpty();
		assertThat(this.auth.mailedTokens.find(OneTimeTokenPurpose.EMAIL_CHANGE_UNDO, change, null)).isEmpty();
		assertThat(this.auth.events.of(EmailVerified.class)).hasSize(1);
		assertThat(this.auth.login.login(TestJwtAuth.attempt("victim@example.com", NEXT))).isNotNull();
	}

	private static AccountDetails detailsOfSomebody() {
		return new AccountDetails(null, null, null, "de", null, null, null, Map.of("company", "Evil"));
	}

	private String outcome(Secret token, String chosen) {
		try {
			confirm(token, chosen);
			return "set";
		}
		catch (AuthException ex) {
			return ex.code().code();
		}
	}

	private Account insert(String email, AccountStatus status, boolean verified) {
		Account account = TestAccounts.withPassword(email, Secret.of("{test}" + TestJwtAuth.PASSWORD))
			.withEmail(EmailAddress.of(email), verified)
			.withUsername(email.substring(0, email.indexOf('@')))
			.withStatus(status);
		this.auth.accounts.insertIfAbsent(account);
		return account;
	}

	private Secret mailed() {
		request(EMAIL);
		return this.auth.notices.lastToken(NoticeKind.RESET_PASSWORD);
	}

	private void request(String email) {
		this.auth.passwordReset.request(EmailAddress.of(email));
	}

	private void confirm(Secret token, String chosen) {
		this.auth.passwordReset.confirm(token, RawPassword.ofNew(Secret.of(chosen), "new_password"),
				TestDevices.laptop());
	}

	private void assertInvalid(Secret token, String chosen) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> confirm(token, chosen))
			.returns(AuthErrorCode.INVALID_ONE_TIME_TOKEN, AuthException::code)
			.withMessage("The token is not valid.");
	}

}
