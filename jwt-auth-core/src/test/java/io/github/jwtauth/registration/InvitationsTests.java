package io.github.jwtauth.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.Consent;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.EmailVerified;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.password.PasswordChoice;
import io.github.jwtauth.password.PasswordPolicy;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.session.TokenPair;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InvitationsTests {

	private static final String GUEST = "Guest@example.com";

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account admin = this.auth.register("admin@example.com").withRoles(Set.of("ADMIN", "EDITOR"));

	private final InvitationSettings settings = InvitationSettings.of(Set.of("ADMIN"), Set.of("USER"),
			Duration.ofDays(7));

	private final Invitations invitations = new Invitations(this.auth.lookup, this.auth.accounts, this.auth.policy,
			this.auth.mailedTokens, this.auth.notices, this.auth.events, this.auth.transactions, this.settings,
			this.auth.clock);

	InvitationsTests() {
		this.auth.accounts.save(this.admin);
	}

	@Test
	void theInviteeGetsAVerifiedAccountAndASession() {
		Secret token = invite(Set.of("USER", "EDITOR"));
		AccountNotice notice = this.auth.notices.last(NoticeKind.INVITATION);
		assertThat(notice.recipient().value()).isEqualTo(GUEST);
		assertThat(notice.facts()).containsEntry("inviter", "Some Body").containsEntry("first_name", "Zo\u00eb");
		assertThat(notice.expiresAt()).isEqualTo(this.auth.clock.instant().plus(Duration.ofDays(7)));

		TokenPair tokens = accept(token, "guest");
		Account account = tokens.account().account();
		assertThat(account.email()).isEqualTo(EmailAddress.of(GUEST));
		assertThat(account.emailVerified()).isTrue();
		assertThat(account.roles()).containsExactly("EDITOR", "USER");
		assertThat(account.firstName()).isEqualTo("Zo\u00eb");
		assertThat(account.username()).isEqualTo("guest");
		AccountDetails details = this.auth.details.find(tokens.account().id());
		assertThat(details.registeredAt()).isEqualTo(this.auth.clock.instant());
		assertThat(details.terms()).isEqualTo(new Consent(null, this.auth.clock.instant()));
		assertThat(details.privacyPolicy()).isNull();
		assertThat(this.auth.events.of(AccountRegistered.class)).singleElement()
			.returns(RegistrationWay.INVITATION, AccountRegistered::way);
		assertThat(this.auth.events.of(EmailVerified.class)).hasSize(1);
		assertThat(this.auth.login(GUEST).account().id()).isEqualTo(tokens.account().id());
		assertRefused(token, AuthErrorCode.INVALID_ONE_TIME_TOKEN);
	}

	@Test
	void nobodyGivesARoleThatTheyDoNotHave() {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> invite(Set.of("OWNER")))
			.returns(AuthErrorCode.FORBIDDEN, AuthException::code);
		Account user = this.auth.register("user@example.com");
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> this.invitations.invite(this.auth.idOf(user), invitation(GUEST, Set.of("USER"))))
			.returns(AuthErrorCode.FORBIDDEN, AuthException::code);
		assertThat(this.auth.notices.all()).isEmpty();
		assertThat(this.auth.oneTimeTokens.size()).isZero();
	}

	@Test
	void anInvitationIsWorthWhatTheInviterMayGiveWhenItIsAccepted() {
		Secret token = invite(Set.of("EDITOR"));
		this.auth.accounts.save(this.admin.withRoles(Set.of("ADMIN")));
		assertRefused(token, AuthErrorCode.INVALID_ONE_TIME_TOKEN);
		this.auth.accounts.save(this.admin.withRoles(Set.of("EDITOR")));
		assertRefused(token, AuthErrorCode.INVALID_ONE_TIME_TOKEN);
		this.auth.accounts.save(this.admin.withStatus(AccountStatus.DISABLED));
		assertRefused(token, AuthErrorCode.INVALID_ONE_TIME_TOKEN);
		this.auth.accounts.save(this.admin);
		assertThat(accept(token, null)).isNotNull();
		Secret orphan = invite("other@example.com", Set.of("USER"));
		this.auth.accounts.delete(this.admin.key());
		this.auth.remains.erase(this.auth.idOf(this.admin));
		assertRefused(orphan, AuthErrorCode.INVALID_ONE_TIME_TOKEN);
	}

	@Test
	void whoHasAnAccountIsNotWrittenToAndTheAnswerIsTheSame() {
		this.auth.register(GUEST);
		this.invitations.invite(this.auth.idOf(this.admin), invitation(GUEST, Set.of("USER")));
		assertThat(this.auth.notices.all()).isEmpty();
		assertThat(this.auth.notices.work()).isEqualTo(1);
	}

	@Test
	void anAccountThatNobodyProvedMakesWayAndAProvenOneDoesNot() {
		Secret first = invite(Set.of("USER"));
		Secret second = invite(Set.of("USER"));
		Account squatter = squatter();
		TokenPair tokens = accept(first, null);
		assertThat(tokens.account().account().key()).isNotEqualTo(squatter.key());
		assertThat(this.auth.accounts.findByKey(squatter.key())).isEmpty();
		assertRefused(second, AuthErrorCode.INVALID_ONE_TIME_TOKEN);
	}

	@Test
	void anAccountThatIsInUseIsNotErased() {
		Secret token = invite(Set.of("USER"));
		Account user = squatter();
		AccountId id = this.auth.idOf(user);
		this.auth.accounts.save(user.withStatus(AccountStatus.DISABLED));
		assertRefused(token, AuthErrorCode.INVALID_ONE_TIME_TOKEN);
		this.auth.accounts.save(user);
		this.auth.subjects.claimLogin(id, 0, this.auth.clock.instant());
		assertRefused(token, AuthErrorCode.INVALID_ONE_TIME_TOKEN);
		assertThat(this.auth.accounts.findByKey(user.key())).contains(user);
		assertThat(this.auth.details.find(id).registeredAt()).isNotNull();
		assertThat(this.auth.events.of(AccountRegistered.class)).isEmpty();
	}

	@Test
	void aPolicyTellsItsOwnReason() {
		Secret token = invite(Set.of("USER"));
		RegistrationPolicy policy = (request) -> RegistrationDecision.reject("not_on_the_list");
		assertThatExceptionOfType(RegistrationRefusedException.class)
			.isThrownBy(() -> acceptance(policy, (password) -> List.of(), Consents.NONE).accept(answer(token, null)))
			.returns("not_on_the_list", RegistrationRefusedException::reason);
	}

	@Test
	void whatIsRefusedLeavesTheTokenAsItIs() {
		Secret token = invite(Set.of("USER"));
		PasswordPolicy strict = (password) -> List
			.of(new InvalidInputException.Fault(password.field(), "password_too_short", "Too short."));
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> acceptance(RegistrationMode.OPEN, strict, Consents.NONE).accept(answer(token, null)))
			.returns(AuthErrorCode.PASSWORD_REFUSED, AuthException::code);
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> acceptance(RegistrationMode.CLOSED, (password) -> List.of(), Consents.NONE)
				.accept(answer(token, null)))
			.returns(AuthErrorCode.REGISTRATION_CLOSED, AuthException::code);
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> acceptance(RegistrationMode.OPEN, (password) -> List.of(), new Consents("1", "2"))
				.accept(answer(token, null)))
			.returns("privacy_policy_accepted", InvalidInputException::field);
		this.auth.accounts.save(this.auth.register("bob@example.com").withUsername("bob"));
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> accept(token, "Bob"))
			.returns(AuthErrorCode.USERNAME_TAKEN, AuthException::code);
		assertThat(acceptance(RegistrationMode.INVITATION, (password) -> List.of(), Consents.NONE)
			.accept(answer(token, null))).isNotNull();
	}

	@Test
	void twentyAcceptancesMakeOneAccount() {
		Secret token = invite(Set.of("USER"));
		List<Optional<AuthErrorCode>> answers = TestRace.of(20, () -> refusalOf(token));
		assertThat(answers).containsOnlyOnce(Optional.empty())
			.containsOnly(Optional.empty(), Optional.of(AuthErrorCode.INVALID_ONE_TIME_TOKEN));
		assertThat(this.auth.events.of(AccountRegistered.class)).hasSize(1);
	}

	@Test
	void anInvitationExpiresAndHasItsBounds() {
		Secret token = invite(Set.of("USER"));
		this.auth.clock.advance(Duration.ofDays(7));
		assertRefused(token, AuthErrorCode.INVALID_ONE_TIME_TOKEN);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> InvitationSettings.of(Set.of("ADMIN"), Set.of("USER"), Duration.ofDays(31)));
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> invitation(GUEST, Set.of(" ")));
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> Invitation.of(EmailAddress.of(GUEST), Set.of(), "a\u202eb", null));
	}

	@Test
	void aRoleWithACommaStaysOneRole() {
		Invitation strange = invitation(GUEST, Set.of("A,B&C", "D"));
		assertThat(Invitation.read(strange.write())).isEqualTo(strange);
		assertThat(strange).hasToString("Invitation[***]");
	}

	/** Registered, not proven, never used. */
	private Account squatter() {
		Account proven = this.auth.register(GUEST);
		Account squatter = proven.withEmail(proven.email(), false);
		this.auth.accounts.save(squatter);
		Instant now = this.auth.clock.instant();
		this.auth.details.save(this.auth.idOf(squatter),
				new AccountDetails(now, null, now, null, null, null, null, Map.of()));
		return squatter;
	}

	private Secret invite(Collection<String> roles) {
		return invite(GUEST, roles);
	}

	private Secret invite(String email, Collection<String> roles) {
		this.invitations.invite(this.auth.idOf(this.admin), invitation(email, roles));
		return this.auth.notices.lastToken(NoticeKind.INVITATION);
	}

	private static Invitation invitation(String email, Collection<String> roles) {
		return Invitation.of(EmailAddress.of(email), roles, "Zo\u00eb", null);
	}

	private TokenPair accept(Secret token, @Nullable String username) {
		return acceptance(RegistrationMode.OPEN, (password) -> List.of(), Consents.NONE)
			.accept(answer(token, username));
	}

	private Optional<AuthErrorCode> refusalOf(Secret token) {
		try {
			accept(token, null);
			return Optional.empty();
		}
		catch (AuthException ex) {
			return Optional.of(ex.code());
		}
	}

	private void assertRefused(Secret token, AuthErrorCode code) {
		assertThat(refusalOf(token)).contains(code);
	}

	private static InvitationAnswer answer(Secret token, @Nullable String username) {
		return new InvitationAnswer(token, RawPassword.of(Secret.of(TestJwtAuth.PASSWORD), "password"), username, null,
				"Guest", true, false, TestDevices.phone(), null);
	}

	private InvitationAcceptance acceptance(RegistrationMode mode, PasswordPolicy passwords, Consents consents) {
		return acceptance(RegistrationPolicy.of(mode), passwords, consents);
	}

	private InvitationAcceptance acceptance(RegistrationPolicy policy, PasswordPolicy passwords, Consents consents) {
		InvitedRegistration registration = new InvitedRegistration(this.auth.accounts, this.auth.subjects,
				this.auth.details,
				new UnprovenAccounts(this.auth.accounts, this.auth.subjects, this.auth.details, this.auth.remains),
				this.auth.mailedTokens, this.auth.events, this.auth.transactions, consents, this.auth.clock);
		return new InvitationAcceptance(this.invitations, policy, new PasswordChoice(passwords, this.auth.passwords),
				registration, this.auth.externalLogin, RandomBytes.secure());
	}

}
