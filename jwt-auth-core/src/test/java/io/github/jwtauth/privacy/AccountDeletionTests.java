package io.github.jwtauth.privacy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.Map;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.account.TestAccounts;
import io.github.jwtauth.login.LoginFailed;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.mfa.TestMfa;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.TokenOffer;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.protection.AccountUnlocked;
import io.github.jwtauth.protection.FactorBudget;
import io.github.jwtauth.protection.GuessDecision;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEnded;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.TokenPair;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AccountDeletionTests {

	private static final String EMAIL = "ada@example.com";

	private static final Duration MONTH = Duration.ofDays(30);

	private static final SessionId SESSION = new SessionId(UUID.randomUUID());

	private final TestJwtAuth core = TestJwtAuth.create();

	private final List<String> erased = new ArrayList<>();

	private final PersonalDataContributor orders = new PersonalDataContributor() {

		@Override
		public String name() {
			return "orders";
		}

		@Override
		public Map<String, Object> export(AccountId accountId, String accountKey) {
			return Map.of();
		}

		@Override
		public void erase(AccountId accountId, String accountKey) {
			assertThat(AccountDeletionTests.this.core.transactions.isRunning()).isTrue();
			assertThat(AccountDeletionTests.this.core.accounts.findByKey(accountKey)).isPresent();
			AccountDeletionTests.this.erased.add(accountKey);
		}

	};

	private final Account account = this.core.register(EMAIL);

	private final AccountId id = this.core.idOf(this.account);

	@Test
	void everythingGoesAtOnce() {
		TokenPair tokens = this.core.login(EMAIL);
		this.core.details.savePreferences(this.id, "de-AT", null, Map.of("company", "ACME"));
		this.core.passwordHistory.add(this.id, Secret.of("{test}old"), this.core.clock.instant(), 5);
		this.core.identities.linkIfAbsent(new ExternalIdentityKey("github", "1"), this.id, this.core.clock.instant());
		Secret reset = reset();
		this.core.notices.send(AccountNotice.of(NoticeKind.NEW_DEVICE, this.id, email(), this.core.clock.instant()));

		privacy(Duration.ZERO).deletion.delete(this.id, SESSION, password(TestJwtAuth.PASSWORD), TestDevices.laptop());

		assertThat(this.core.accounts.findByKey(this.account.key())).isEmpty();
		assertThat(this.core.lookup.byId(this.id)).isEmpty();
		assertThat(this.core.details.find(this.id)).isEqualTo(AccountDetails.NONE);
		assertThat(this.core.passwordHistory.findLatest(this.id, 5)).isEmpty();
		assertThat(this.core.identities.findAll(this.id)).isEmpty();
		assertThat(this.core.mailedTokens.find(OneTimeTokenPurpose.PASSWORD_RESET, reset, null)).isEmpty();
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.core.refresh(tokens.refreshToken()))
			.returns(SessionEndReason.ACCOUNT_DELETED, SessionEndedException::reason);
		assertThat(this.erased).containsExactly(this.account.key());
		assertThat(this.core.events.of(AccountDeleted.class))
			.containsExactly(new AccountDeleted(this.core.clock.instant(), this.id));
	}

	@Test
	void secondFactorGoesWithTheAccount() {
		TestMfa mfa = new TestMfa(this.core);
		mfa.activate(this.id);
		mfa.devices.remember(this.id, Secret.of("device"), TestDevices.laptop());
		for (int i = 0; i < FactorBudget.GUESSES; i++) {
			assertThat(this.core.factorBudget.admit(this.id)).isInstanceOf(GuessDecision.Admitted.class);
		}
		assertThat(this.core.factorBudget.admit(this.id)).isInstanceOf(GuessDecision.Refused.class);

		this.core.transactions.join(() -> {
			this.core.remains.erase(this.id);
			return true;
		});

		assertThat(this.core.mfaStore.findTotp(this.id)).isEmpty();
		assertThat(this.core.mfaStore.findRecoveryCodes(this.id)).isEmpty();
		assertThat(mfa.devices.list(this.id)).isEmpty();
		assertThat(this.core.factorBudget.admit(this.id)).isInstanceOf(GuessDecision.Admitted.class);
		assertThat(this.core.notices.all(NoticeKind.MFA_DISABLED)).isEmpty();
	}

	@Test
	void failuresOfStrangersGoWithTheAccount() {
		for (int i = 0; i < 5; i++) {
			assertThatExceptionOfType(AuthException.class)
				.isThrownBy(() -> this.core.login.login(TestJwtAuth.attempt(EMAIL, "a wrong password")));
		}
		assertThat(this.core.loginFailures.size()).as("the count, and that the owner was told").isEqualTo(2);
		privacy(Duration.ZERO).deletion.delete(this.id, SESSION, password(TestJwtAuth.PASSWORD), TestDevices.laptop());
		assertThat(this.core.factorBudget.admit(this.id)).isInstanceOf(GuessDecision.Admitted.class);
		assertThat(this.core.events.of(AccountUnlocked.class)).isEmpty();
		this.core.register(EMAIL);
		assertThat(this.core.login(EMAIL)).isNotNull();
	}

	@Test
	void ownerIsToldAtTheAddressOfTheAccountThatIsGone() {
		this.core.details.savePreferences(this.id, "de-AT", null, Map.of());
		privacy(Duration.ZERO).deletion.delete(this.id, SESSION, password(TestJwtAuth.PASSWORD), TestDevices.laptop());
		assertThat(this.core.notices.all()).singleElement().satisfies((notice) -> {
			assertThat(notice.kind()).isEqualTo(NoticeKind.ACCOUNT_DELETED);
			assertThat(notice.accountId()).isNull();
			assertThat(notice.recipient().value()).isEqualTo(EMAIL);
			assertThat(notice.locale()).isEqualTo("de-AT");
		});
	}

	@Test
	void aStrangerWhoseAddressItWasIsNotToBeFlooded() {
		this.core.accounts.save(this.account.withEmail(email(), false));
		privacy(Duration.ZERO).deletion.delete(this.id, SESSION, password(TestJwtAuth.PASSWORD), TestDevices.laptop());
		assertThat(this.core.notices.last(NoticeKind.ACCOUNT_DELETED).provenAddress()).isFalse();
	}

	@Test
	void nextAccountWithTheSameAddressInheritsNothing() {
		this.core.details.savePreferences(this.id, "de-AT", null, Map.of());
		privacy(Duration.ZERO).deletion.delete(this.id, SESSION, password(TestJwtAuth.PASSWORD), TestDevices.laptop());
		Account next = TestAccounts.withPassword(EMAIL, Secret.of("{test}" + TestJwtAuth.PASSWORD));
		this.core.accounts.insertIfAbsent(next);
		this.core.accounts.insertIfAbsent(Account.withKey(this.account.key()));
		assertThat(this.core.idOf(next)).isNotEqualTo(this.id);
		assertThat(this.core.idOf(this.account)).isNotEqualTo(this.id);
		assertThat(this.core.details.find(this.core.idOf(next))).isEqualTo(AccountDetails.NONE);
		assertThat(this.core.login(EMAIL).session().accountId()).isEqualTo(this.core.idOf(next));
	}

	@Test
	void passwordIsNeededWhereThereIsOne() {
		AccountDeletion deletion = privacy(Duration.ZERO).deletion;
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> deletion.delete(this.id, SESSION, null, TestDevices.laptop()))
			.returns("password", InvalidInputException::field)
			.returns("required", InvalidInputException::fieldCode);
		refusal(() -> deletion.delete(this.id, SESSION, password("wrong password"), TestDevices.laptop()),
				AuthErrorCode.INVALID_CREDENTIALS);
		assertThat(this.core.events.of(LoginFailed.class)).singleElement()
			.returns(this.id, LoginFailed::accountId)
			.returns(LoginFailed.Reason.WRONG_PASSWORD, LoginFailed::reason);
		assertThat(this.core.accounts.findByKey(this.account.key())).isPresent();

		Account without = TestAccounts.somebody();
		this.core.accounts.insertIfAbsent(without);
		deletion.delete(this.core.idOf(without), SESSION, password("ignored"), TestDevices.laptop());
		assertThat(this.core.accounts.findByKey(without.key())).isEmpty();
	}

	@Test
	void contributorThatFailsKeepsTheAccount() {
		PersonalDataContributor failing = new TestContributor("broken");
		TokenPair tokens = this.core.login(EMAIL);
		TestPrivacy privacy = new TestPrivacy(this.core, Duration.ZERO, this.orders, failing);
		assertThatIllegalStateException().isThrownBy(
				() -> privacy.deletion.delete(this.id, SESSION, password(TestJwtAuth.PASSWORD), TestDevices.laptop()));
		assertThat(this.core.accounts.findByKey(this.account.key())).isPresent();
		assertThat(this.core.refresh(tokens.refreshToken())).isNotNull();
		assertThat(this.core.notices.all()).isEmpty();
		assertThat(this.core.events.of(AccountDeleted.class)).isEmpty();
	}

	@Test
	void manyRequestsAtTheSameMomentHaveOneEffect() {
		for (Duration grace : List.of(MONTH, Duration.ZERO)) {
			AccountDeletion deletion = privacy(grace).deletion;
			TestRace.of(10, () -> {
				try {
					deletion.delete(this.id, SESSION, password(TestJwtAuth.PASSWORD), TestDevices.laptop());
					return "done";
				}
				catch (AuthException ex) {
					// Looked only after another was done.
					return ex.code().code();
				}
			}).forEach((outcome) -> assertThat(outcome).isIn("done", "invalid_token", "busy"));
		}
		assertThat(this.erased).hasSize(1);
		assertThat(this.core.events.of(DeletionPlanned.class)).isNotEmpty();
		assertThat(this.core.events.of(AccountDeleted.class)).hasSize(1);
		assertThat(this.core.notices.all(NoticeKind.ACCOUNT_DELETED)).hasSize(1);
	}

	@Test
	void plannedDeletionEndsEverySessionAndKeepsTheAccount() {
		TokenPair tokens = this.core.login(EMAIL);
		privacy(MONTH).deletion.delete(this.id, SESSION, password(TestJwtAuth.PASSWORD), TestDevices.laptop());
		assertThat(this.core.liveSessions(this.id)).isZero();
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.core.refresh(tokens.refreshToken()));
		assertThat(this.core.accounts.findByKey(this.account.key())).isPresent();
		assertThat(this.erased).isEmpty();
		Instant due = this.core.clock.instant().plus(MONTH);
		assertThat(this.core.events.of(DeletionPlanned.class))
			.containsExactly(new DeletionPlanned(this.core.clock.instant(), this.id, due));
		assertThat(this.core.events.of(SessionEnded.class)).hasSize(1);
		assertThat(this.core.notices.last(NoticeKind.DELETION_PLANNED)).satisfies((notice) -> {
			assertThat(notice.accountId()).isEqualTo(this.id);
			assertThat(notice.facts()).containsEntry("due", due.toString());
		});
	}

	@Test
	void loginWithinThePeriodCallsItOff() {
		TestPrivacy privacy = privacy(MONTH);
		privacy.deletion.delete(this.id, SESSION, password(TestJwtAuth.PASSWORD), TestDevices.laptop());
		this.core.clock.advance(MONTH.minusSeconds(1));
		assertThat(privacy.due.eraseSome(10)).isZero();
		TokenPair tokens = this.core.login(EMAIL);
		assertThat(tokens.session().accountId()).isEqualTo(this.id);
		assertThat(this.core.subjects.isDueForDeletion(this.id, Instant.MAX)).isFalse();
		this.core.clock.advance(MONTH);
		assertThat(privacy.due.eraseSome(10)).isZero();
		assertThat(this.core.accounts.findByKey(this.account.key())).isPresent();
	}

	@Test
	void whoeverThinksBetterOfItAtOnceIsInAgainWithTheFirstToken() {
		privacy(MONTH).deletion.delete(this.id, SESSION, password(TestJwtAuth.PASSWORD), TestDevices.laptop());
		TokenPair tokens = this.core.login(EMAIL);
		assertThat(this.core.revoked.isRevoked(tokens.session().id(), this.id, this.core.claimsOf(tokens).issuedAt()))
			.isFalse();
	}

	@Test
	void accountGoesWhenItsTimeIsUp() {
		TestPrivacy privacy = privacy(MONTH);
		privacy.deletion.delete(this.id, SESSION, password(TestJwtAuth.PASSWORD), TestDevices.laptop());
		this.core.clock.advance(MONTH);
		assertThat(privacy.due.eraseSome(10)).isOne();
		assertThat(privacy.due.eraseSome(10)).isZero();
		assertThat(this.core.accounts.findByKey(this.account.key())).isEmpty();
		assertThat(this.erased).containsExactly(this.account.key());
		// the promise of the first notice went with the account
		assertThat(this.core.notices.all()).extracting(AccountNotice::kind).containsExactly(NoticeKind.ACCOUNT_DELETED);
	}

	@Test
	void closedAccountCannotCallItsDeletionOff() {
		TestPrivacy privacy = privacy(MONTH);
		privacy.deletion.delete(this.id, SESSION, password(TestJwtAuth.PASSWORD), TestDevices.laptop());
		this.core.accounts.save(this.account.withStatus(AccountStatus.DISABLED));
		refusal(() -> this.core.login(EMAIL), AuthErrorCode.INVALID_CREDENTIALS);
		this.core.clock.advance(MONTH);
		assertThat(privacy.due.eraseSome(10)).isOne();
	}

	@Test
	void accountThatTheHostHasDeletedMeanwhileLeavesNothingEither() {
		TestPrivacy privacy = new TestPrivacy(this.core, MONTH);
		privacy.deletion.delete(this.id, SESSION, password(TestJwtAuth.PASSWORD), TestDevices.laptop());
		this.core.details.savePreferences(this.id, "de-AT", null, Map.of());
		this.core.accounts.delete(this.account.key());
		this.core.clock.advance(MONTH);
		assertThat(privacy.due.eraseSome(10)).isOne();
		assertThat(this.core.details.find(this.id)).isEqualTo(AccountDetails.NONE);
		assertThat(privacy.due.eraseSome(10)).isZero();
	}

	@Test
	void accountThatCannotBeErasedKeepsNobodyWaiting() {
		Account other = this.core.register("bob@example.com");
		TestPrivacy privacy = new TestPrivacy(this.core, MONTH, new TestContributor("broken", this.account.key()));
		privacy.deletion.delete(this.id, SESSION, password(TestJwtAuth.PASSWORD), TestDevices.laptop());
		this.core.clock.advance(Duration.ofSeconds(1));
		privacy.deletion.delete(this.core.idOf(other), SESSION, password(TestJwtAuth.PASSWORD), TestDevices.laptop());
		this.core.clock.advance(MONTH);
		assertThat(privacy.due.eraseSome(1)).isOne();
		assertThat(privacy.due.eraseSome(1)).isOne();
		assertThat(this.core.accounts.findByKey(this.account.key())).isPresent();
		assertThat(this.core.accounts.findByKey(other.key())).isEmpty();
		assertThat(privacy.due.eraseSome(1)).isZero();
		this.core.clock.advance(Duration.ofHours(1));
		assertThat(new TestPrivacy(this.core, MONTH).due.eraseSome(1)).isOne();
		assertThat(this.core.accounts.findByKey(this.account.key())).isEmpty();
	}

	@Test
	void periodHasBounds() {
		for (Duration wrong : List.of(Duration.ofSeconds(-1), Duration.ofDays(90).plusSeconds(1))) {
			assertThatIllegalArgumentException().isThrownBy(() -> new DeletionSettings(wrong));
		}
		assertThat(new DeletionSettings(Duration.ofDays(90)).gracePeriod()).isEqualTo(Duration.ofDays(90));
	}

	private TestPrivacy privacy(Duration grace) {
		return new TestPrivacy(this.core, grace, this.orders);
	}

	private EmailAddress email() {
		return EmailAddress.of(EMAIL);
	}

	private Secret reset() {
		return this.core.mailedTokens.issue(new TokenOffer(OneTimeTokenPurpose.PASSWORD_RESET,
				this.core.subjects.find(this.id).orElseThrow(), Duration.ofHours(1), null, null));
	}

	private static RawPassword password(String text) {
		return RawPassword.of(Secret.of(text), "password");
	}

	private static void refusal(ThrowingCallable call, AuthErrorCode code) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(call).returns(code, AuthException::code);
	}

}
