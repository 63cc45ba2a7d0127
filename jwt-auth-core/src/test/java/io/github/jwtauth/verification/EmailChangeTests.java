package io.github.jwtauth.verification;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.EmailVerified;
import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.mfa.MfaDisabled;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.TokenOffer;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EmailChangeTests {

	private static final String OLD = "ada@example.com";

	private static final String NEW = "Ada.Lovelace@example.org";

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account account = this.auth.register(OLD);

	private final AccountId id = this.auth.idOf(this.account);

	private final EmailChange change = change(EmailChangeSettings.defaults());

	private final EmailChangeUndo undo = new EmailChangeUndo(this.auth.lookup, this.auth.accounts, this.auth.subjects,
			this.auth.details, this.auth.mailedTokens, this.auth.identities, this.auth.whitelist, this.auth.factorReset,
			this.auth.passwordVoiding, this.auth.resetOffer, this.auth.notices, this.auth.events,
			this.auth.transactions, this.auth.clock);

	@Test
	void theAddressChangesWhenTheNewMailboxAnswers() {
		TokenPair tokens = this.auth.login(OLD);
		Secret token = request(NEW);
		AccountNotice asked = this.auth.notices.last(NoticeKind.CONFIRM_EMAIL_CHANGE);
		assertThat(asked.recipient().value()).isEqualTo(NEW);
		assertThat(asked.expiresAt()).isEqualTo(this.auth.clock.instant().plus(Duration.ofHours(24)));
		assertThat(email()).isEqualTo(OLD);

		this.change.confirm(token);
		assertThat(email()).isEqualTo(NEW);
		assertThat(present().emailVerified()).isTrue();
		assertThat(this.auth.details.find(this.id).emailVerifiedAt()).isEqualTo(this.auth.clock.instant());
		assertThat(this.auth.events.of(EmailChanged.class)).hasSize(1);
		assertThat(this.auth.events.of(EmailVerified.class)).isEmpty();
		AccountNotice told = this.auth.notices.last(NoticeKind.EMAIL_CHANGED);
		assertThat(told.recipient().value()).isEqualTo(OLD);
		assertThat(told.facts()).containsEntry("new_email", NEW);
		assertThat(this.auth.refresh(tokens.refreshToken())).isNotNull();
		assertInvalid(token);
	}

	@Test
	void usedUnknownExpiredSupersededAndForeignAreOneAnswer() {
		Secret first = request("first@example.org");
		Secret second = request("second@example.org");
		assertInvalid(first);
		this.auth.clock.advance(Duration.ofHours(24));
		assertInvalid(second);
		assertInvalid(Secret.of("jot_" + "A".repeat(48)));
		for (OneTimeTokenPurpose purpose : OneTimeTokenPurpose.values()) {
			Secret foreign = this.auth.mailedTokens.issue(new TokenOffer(purpose,
					this.auth.subjects.find(this.id).orElseThrow(), Duration.ofHours(1), null, null));
			if (purpose != OneTimeTokenPurpose.EMAIL_CHANGE) {
				assertInvalid(foreign);
			}
			if (purpose != OneTimeTokenPurpose.EMAIL_CHANGE_UNDO) {
				assertUndoInvalid(foreign);
			}
		}
		assertThat(email()).isEqualTo(OLD);
	}

	@Test
	void somebodyElsesAddressIsAnsweredLikeAnyOtherAndNobodyIsTold() {
		this.auth.register("eve@example.org");
		Secret pending = request(NEW);
		int work = this.auth.notices.work();
		int tokens = this.auth.oneTimeTokens.size();
		this.change.request(this.id, EmailAddress.of("Eve@example.org"));
		assertThat(this.auth.notices.work()).isEqualTo(work + 1);
		assertThat(this.auth.oneTimeTokens.size()).isEqualTo(tokens);
		assertThat(this.auth.notices.all()).hasSize(1);
		assertInvalid(pending);
	}

	@Test
	void anAddressThatIsTakenMeanwhileIsNotTaken() {
		Secret token = request(NEW);
		this.auth.register(NEW);
		assertInvalid(token);
		assertThat(email()).isEqualTo(OLD);
	}

	@Test
	void aChangedCredentialVoidsWhatIsPending() {
		Secret token = request(NEW);
		this.auth.changes.credentialsChanged(this.id);
		assertInvalid(token);
		Secret next = request(NEW);
		this.auth.accounts.save(present().withEmail(EmailAddress.of("host@example.org"), true));
		assertInvalid(next);
		this.auth.accounts.delete(this.account.key());
		assertInvalid(next);
	}

	@Test
	void aConfirmedChangeVoidsWhatElseIsPending() {
		Secret reset = this.auth.mailedTokens.issue(new TokenOffer(OneTimeTokenPurpose.PASSWORD_RESET,
				this.auth.subjects.find(this.id).orElseThrow(), Duration.ofHours(1), null, OLD));
		this.change.confirm(request(NEW));
		assertThat(this.auth.mailedTokens.find(OneTimeTokenPurpose.PASSWORD_RESET, reset, null)).isEmpty();
	}

	@Test
	void anotherSpellingOfTheSameAddressNeedsNoUndo() {
		this.change.confirm(request("Ada@Example.com"));
		assertThat(email()).isEqualTo("Ada@Example.com");
		assertThat(this.auth.notices.all(NoticeKind.EMAIL_CHANGED)).isEmpty();
	}

	@Test
	void theFirstAddressAndOneThatWasNeverProvenTellNobody() {
		Account bare = this.account.withEmail(null, false).withUsername("ada");
		this.auth.accounts.save(bare);
		this.change.confirm(request(NEW));
		assertThat(email()).isEqualTo(NEW);
		assertThat(this.auth.events.of(EmailVerified.class)).hasSize(1);
		this.auth.accounts.save(bare.withEmail(EmailAddress.of("typo@example.com"), false));
		this.change.confirm(request("right@example.com"));
		assertThat(present().username()).isEqualTo("ada");
		assertThat(this.auth.notices.all(NoticeKind.EMAIL_CHANGED)).isEmpty();
	}

	@Test
	void twoAccountsThatWantOneAddressDoNotBothGetIt() { // I-12
		AccountId other = this.auth.idOf(this.auth.register("bob@example.com"));
		Secret mine = request(NEW);
		this.change.request(other, EmailAddress.of(NEW));
		Secret theirs = this.auth.notices.lastToken(NoticeKind.CONFIRM_EMAIL_CHANGE);
		List<Boolean> answers = TestRace.between(List.of(() -> confirmed(mine), () -> confirmed(theirs)));
		assertThat(answers).containsExactlyInAnyOrder(true, false);
	}

	@Test
	void twentyConfirmationsOfOneTokenAreOne() {
		Secret token = request(NEW);
		assertThat(TestRace.of(20, () -> confirmed(token))).containsOnlyOnce(true);
		assertThat(this.auth.events.of(EmailChanged.class)).hasSize(1);
	}

	@Test
	void theOldAddressCanUndoItWhateverWasChangedSince() {
		TokenPair tokens = this.auth.login(OLD);
		this.change.confirm(request(NEW));
		Secret token = this.auth.notices.lastToken(NoticeKind.EMAIL_CHANGED);
		this.auth.changes.credentialsChanged(this.id);
		this.auth.login(NEW);
		long version = version();
		this.auth.clock.advance(Duration.ofDays(7).minusSeconds(1));
		this.undo.undo(token);

		assertThat(email()).isEqualTo(OLD);
		assertThat(present().emailVerified()).isTrue();
		assertThat(this.auth.liveSessions(this.id)).isZero();
		assertThat(version()).isGreaterThan(version);
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.auth.refresh(tokens.refreshToken()));
		assertThat(this.auth.notices.all(NoticeKind.EMAIL_CHANGE_UNDONE))
			.extracting((notice) -> notice.recipient().value())
			.containsExactlyInAnyOrder(OLD, NEW);
		assertThat(this.auth.notices.last(NoticeKind.RESET_PASSWORD).recipient().value()).isEqualTo(OLD);
		Secret reset = this.auth.notices.lastToken(NoticeKind.RESET_PASSWORD);
		assertThat(this.auth.mailedTokens.find(OneTimeTokenPurpose.PASSWORD_RESET, reset, null)).get()
			.returns(version(), (found) -> found.credentialVersion())
			.returns(OLD, (found) -> found.payload());
		assertThat(this.auth.events.of(EmailChangeUndone.class)).hasSize(1);
		assertUndoInvalid(token);
		this.auth.assertPasswordIsOutOfUse(OLD, reset);
	}

	@Test
	void nothingThatWasPreparedMeanwhileOpensTheAccountAgain() {
		this.change.confirm(request(NEW));
		Secret token = this.auth.notices.lastToken(NoticeKind.EMAIL_CHANGED);
		ExternalIdentityKey thiefs = new ExternalIdentityKey("google", "thief");
		this.auth.identities.linkIfAbsent(thiefs, this.id, this.auth.clock.instant());
		Secret invitation = this.auth.mailedTokens.issue(new TokenOffer(OneTimeTokenPurpose.INVITATION,
				this.auth.subjects.find(this.id).orElseThrow(), Duration.ofDays(7), null, "&ADMIN&&"));
		this.undo.undo(token);
		assertThat(this.auth.identities.findAccount(thiefs)).isEmpty();
		assertThat(this.auth.mailedTokens.find(OneTimeTokenPurpose.INVITATION, invitation, null)).isEmpty();
	}

	@Test
	void aFactorThatWasSetUpSinceIsGoneWithTheChange() {
		this.change.confirm(request(NEW));
		Secret token = this.auth.notices.lastToken(NoticeKind.EMAIL_CHANGED);
		this.auth.factors.enable(this.id);
		this.auth.rememberedDevices.remember(this.id, Secret.of("jdt_thiefs"), TestDevices.phone());
		this.undo.undo(token);
		assertThat(this.auth.factors.factors.state(this.id).isEnabled()).isFalse();
		assertThat(this.auth.mfaStore.findRecoveryCodes(this.id)).isEmpty();
		assertThat(this.auth.rememberedDevices.list(this.id)).isEmpty();
		assertThat(this.auth.events.of(MfaDisabled.class)).hasSize(1);
		assertThat(this.auth.notices.last(NoticeKind.MFA_DISABLED).recipient().value()).isEqualTo(OLD);
		Secret reset = this.auth.notices.lastToken(NoticeKind.RESET_PASSWORD);
		assertThat(this.auth.mailedTokens.find(OneTimeTokenPurpose.PASSWORD_RESET, reset, null)).as("it is still good")
			.isPresent();
	}

	@Test
	void aFactorFromBeforeStays() {
		this.auth.factors.enable(this.id);
		this.auth.rememberedDevices.remember(this.id, Secret.of("jdt_thiefs"), TestDevices.phone());
		this.auth.clock.advance(Duration.ofMinutes(1));
		this.change.confirm(request(NEW));
		this.undo.undo(this.auth.notices.lastToken(NoticeKind.EMAIL_CHANGED));
		assertThat(this.auth.factors.factors.state(this.id).recoveryCodesLeft()).isEqualTo(10);
		assertThat(this.auth.rememberedDevices.list(this.id)).isEmpty();
		assertThat(this.auth.events.of(MfaDisabled.class)).isEmpty();
	}

	@Test
	void aClosedAccountChangesNoAddress() {
		Secret token = request(NEW);
		this.auth.accounts.save(present().withStatus(AccountStatus.DISABLED));
		assertInvalid(token);
		assertThat(email()).isEqualTo(OLD);
	}

	@Test
	void sessionsEndForTheirReason() {
		this.change.confirm(request(NEW));
		TokenPair thiefs = this.auth.login(NEW);
		this.undo.undo(this.auth.notices.lastToken(NoticeKind.EMAIL_CHANGED));
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.auth.refresh(thiefs.refreshToken()))
			.returns(SessionEndReason.EMAIL_CHANGE_UNDONE, SessionEndedException::reason);
	}

	@Test
	void theOldestOwnerWins() {
		this.change.confirm(request("b@example.org"));
		Secret toA = this.auth.notices.lastToken(NoticeKind.EMAIL_CHANGED);
		this.auth.clock.advance(Duration.ofMinutes(1));
		this.change.confirm(request("c@example.org"));
		Secret toB = this.auth.notices.lastToken(NoticeKind.EMAIL_CHANGED);
		this.auth.clock.advance(Duration.ofMinutes(1));
		this.change.confirm(request("d@example.org"));
		Secret toC = this.auth.notices.lastToken(NoticeKind.EMAIL_CHANGED);
		this.undo.undo(toB);
		assertThat(email()).isEqualTo("b@example.org");
		assertUndoInvalid(toC);
		this.undo.undo(toA);
		assertThat(email()).isEqualTo(OLD);
	}

	@Test
	void aRestoredAddressThatIsSomebodysMeanwhileStaysTheirs() {
		this.change.confirm(request(NEW));
		Secret token = this.auth.notices.lastToken(NoticeKind.EMAIL_CHANGED);
		this.auth.register(OLD);
		assertUndoInvalid(token);
		assertThat(email()).isEqualTo(NEW);
		assertThat(this.auth.events.of(EmailChangeUndone.class)).isEmpty();
	}

	@Test
	void undoHasATimeOrIsOff() {
		EmailChange withoutUndo = change(new EmailChangeSettings(Duration.ofHours(1), Duration.ZERO));
		this.change.confirm(request(NEW));
		Secret token = this.auth.notices.lastToken(NoticeKind.EMAIL_CHANGED);
		this.auth.clock.advance(Duration.ofDays(7));
		assertUndoInvalid(token);
		withoutUndo.request(this.id, EmailAddress.of("last@example.org"));
		withoutUndo.confirm(this.auth.notices.lastToken(NoticeKind.CONFIRM_EMAIL_CHANGE));
		assertThat(this.auth.notices.last(NoticeKind.EMAIL_CHANGED).token()).isNull();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new EmailChangeSettings(Duration.ofHours(73), Duration.ZERO));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new EmailChangeSettings(Duration.ofHours(1), Duration.ofDays(31)));
	}

	@Test
	void aStoreThatCannotChangeAddressesSaysSo() {
		EmailChange elsewhere = change(new OtherStore(this.auth.accounts), EmailChangeSettings.defaults());
		Secret token = request(NEW);
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> elsewhere.confirm(token))
			.returns(AuthErrorCode.NOT_SUPPORTED, AuthException::code);
		assertThat(confirmed(token)).isTrue();
	}

	private EmailChange change(EmailChangeSettings settings) {
		return change(this.auth.accounts, settings);
	}

	private EmailChange change(AccountStore accounts, EmailChangeSettings settings) {
		return new EmailChange(this.auth.lookup, accounts, this.auth.subjects, this.auth.details,
				this.auth.mailedTokens, this.auth.notices, this.auth.events, this.auth.transactions, settings,
				this.auth.clock);
	}

	private Secret request(String address) {
		this.change.request(this.id, EmailAddress.of(address));
		return this.auth.notices.lastToken(NoticeKind.CONFIRM_EMAIL_CHANGE);
	}

	private boolean confirmed(Secret token) {
		try {
			this.change.confirm(token);
			return true;
		}
		catch (AuthException ex) {
			assertThat(ex.code()).isEqualTo(AuthErrorCode.INVALID_ONE_TIME_TOKEN);
			return false;
		}
	}

	private void assertInvalid(Secret token) {
		assertThat(confirmed(token)).isFalse();
	}

	private void assertUndoInvalid(Secret token) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> this.undo.undo(token))
			.returns(AuthErrorCode.INVALID_ONE_TIME_TOKEN, AuthException::code);
	}

	private Account present() {
		return this.auth.accounts.findByKey(this.account.key()).orElseThrow();
	}

	private String email() {
		return Optional.ofNullable(present().email()).map(EmailAddress::value).orElse("");
	}

	private long version() {
		return this.auth.subjects.find(this.id).orElseThrow().credentialVersion();
	}

	/** Addresses are changed elsewhere. */
	private static final class OtherStore implements AccountStore {

		private final AccountStore accounts;

		OtherStore(AccountStore accounts) {
			this.accounts = accounts;
		}

		@Override
		public Optional<Account> findByIdentifier(String identifier) {
			return this.accounts.findByIdentifier(identifier);
		}

		@Override
		public Optional<Account> findByKey(String key) {
			return this.accounts.findByKey(key);
		}

		@Override
		public boolean insertIfAbsent(Account account) {
			return false;
		}

		@Override
		public boolean replacePasswordHash(String key, Secret expected, Secret replacement) {
			return false;
		}

	}

}
