package io.github.jwtauth.boot.jpa;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.login.AccountRemains;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.PasswordHistoryStore;
import io.github.jwtauth.protection.LoginProtection;
import io.github.jwtauth.password.PasswordChoice;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.password.TestPasswordEncoder;
import io.github.jwtauth.protection.HashingBulkhead;
import io.github.jwtauth.protection.HashingSettings;
import io.github.jwtauth.registration.Consents;
import io.github.jwtauth.registration.Invitation;
import io.github.jwtauth.registration.InvitationAcceptance;
import io.github.jwtauth.registration.InvitationAnswer;
import io.github.jwtauth.registration.InvitationSettings;
import io.github.jwtauth.registration.Invitations;
import io.github.jwtauth.registration.InvitedRegistration;
import io.github.jwtauth.registration.RegistrationMode;
import io.github.jwtauth.registration.RegistrationPolicy;
import io.github.jwtauth.registration.UnprovenAccounts;
import io.github.jwtauth.verification.EmailChange;
import io.github.jwtauth.verification.EmailChangeSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mailed links that are used at the same time, on real databases.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EmailChangeRaceContract implements AccountNotifier {

	private final Map<NoticeAddress, Secret> mails = new ConcurrentHashMap<>();

	private TestHouse house;

	private TestRooms rooms;

	private OneTimeTokens tokens;

	private EmailChange change;

	abstract Map<String, String> database();

	@BeforeAll
	void open() {
		this.house = TestHouse.on(database());
		this.rooms = new TestRooms(this.house, Duration.ofSeconds(30));
		this.tokens = new OneTimeTokens(this.house.get(OneTimeTokenStore.class), this.house.get(SubjectStore.class),
				this.rooms.transactions,
				SecretKeys.of(Secret.of("a secret of more than 32 characters, for tests"), List.of()),
				RandomBytes.secure(), Clock.systemUTC());
		this.change = new EmailChange(this.rooms.lookup, this.rooms.accounts, this.house.get(SubjectStore.class),
				this.house.get(AccountDetailsStore.class), this.tokens, this, this.rooms.events::add,
				this.rooms.transactions, EmailChangeSettings.defaults(), Clock.systemUTC());
	}

	@AfterAll
	void close() {
		if (this.house != null) {
			this.house.close();
		}
	}

	@Test
	void twentyConfirmationsOfOneTokenAreOne() {
		for (int round = 0; round < 5; round++) {
			KnownAccount owner = this.rooms.somebody();
			Secret token = request(owner, address());
			assertThat(TestRace.of(20, () -> confirmed(token))).containsOnlyOnce(true);
		}
	}

	@Test
	void twoAccountsThatWantOneAddressDoNotBothGetIt() { // I-12
		for (int round = 0; round < 10; round++) {
			EmailAddress wanted = address();
			Secret one = request(this.rooms.somebody(), wanted);
			Secret other = request(this.rooms.somebody(), wanted);
			assertThat(TestRace.<Boolean>between(List.of(() -> confirmed(one), () -> confirmed(other))))
				.containsExactlyInAnyOrder(true, false);
		}
	}

	@Test
	void aRequestThatRacesAConfirmationNeverProvesItsAddress() {
		for (int round = 0; round < 20; round++) {
			KnownAccount owner = this.rooms.somebody();
			EmailAddress proven = address();
			EmailAddress unproven = address();
			Secret token = request(owner, proven);
			TestRace.between(List.<Callable<Object>>of(() -> confirmed(token), () -> {
				this.change.request(owner.id(), unproven);
				return true;
			}));
			Account after = this.rooms.accounts.findByKey(owner.account().key()).orElseThrow();
			assertThat(after.email()).isIn(owner.account().email(), proven).isNotEqualTo(unproven);
		}
	}

	@Test
	void twentyAcceptancesOfOneInvitationMakeOneAccount() {
		KnownAccount inviter = this.rooms.somebody();
		InvitationSettings settings = InvitationSettings.of(Set.of("USER"), Set.of("USER"), Duration.ofDays(7));
		Invitations invitations = new Invitations(this.rooms.lookup, this.rooms.accounts,
				LoginPolicy.activeAccounts(true), this.tokens, this, this.rooms.events::add, this.rooms.transactions,
				settings, Clock.systemUTC());
		InvitationAcceptance acceptance = acceptance(invitations);
		for (int round = 0; round < 5; round++) {
			EmailAddress guest = address();
			invitations.invite(inviter.id(), Invitation.of(guest, Set.of("USER"), null, null));
			Secret token = token(NoticeKind.INVITATION, guest);
			List<Optional<AuthErrorCode>> answers = TestRace.of(20,
					() -> refusalOf(() -> acceptance.accept(
							new InvitationAnswer(token, RawPassword.of(Secret.of("a good enough password"), "password"),
									null, null, null, false, false, TestDevices.phone(), null))));
			assertThat(answers).containsOnlyOnce(Optional.empty())
				.containsOnly(Optional.empty(), Optional.of(AuthErrorCode.INVALID_ONE_TIME_TOKEN));
			assertThat(this.rooms.accounts.findByIdentifier(guest.value())).isPresent();
		}
	}

	@Override
	public void send(AccountNotice notice) {
		if (notice.token() != null) {
			this.mails.put(new NoticeAddress(notice.kind(), notice.recipient()), notice.token());
		}
	}

	@Override
	public void pretend(NoticeKind kind, EmailAddress recipient) {
		// Nobody is told.
	}

	@Override
	public void forget(AccountId accountId) {
		// Nothing was promised.
	}

	private InvitationAcceptance acceptance(Invitations invitations) {
		SubjectStore subjects = this.house.get(SubjectStore.class);
		AccountDetailsStore details = this.house.get(AccountDetailsStore.class);
		AccountRemains remains = new AccountRemains(this.rooms.changes, subjects, this.tokens,
				this.house.get(ExternalIdentityStore.class), details, this.house.get(PasswordHistoryStore.class),
				this.house.factors(), LoginProtection.off(), this);
		Passwords passwords = new Passwords(new TestPasswordEncoder(),
				new HashingBulkhead(new HashingSettings(4, 64, Duration.ofSeconds(10))), RandomBytes.secure());
		InvitedRegistration registration = new InvitedRegistration(this.rooms.accounts, subjects, details,
				new UnprovenAccounts(this.rooms.accounts, subjects, details, remains), this.tokens,
				this.rooms.events::add, this.rooms.transactions, Consents.NONE, Clock.systemUTC());
		return new InvitationAcceptance(invitations, RegistrationPolicy.of(RegistrationMode.INVITATION),
				new PasswordChoice((password) -> List.of(), passwords), registration, this.rooms.login,
				RandomBytes.secure());
	}

	private Secret request(KnownAccount owner, EmailAddress wanted) {
		this.change.request(owner.id(), wanted);
		return token(NoticeKind.CONFIRM_EMAIL_CHANGE, wanted);
	}

	private Secret token(NoticeKind kind, EmailAddress recipient) {
		return Objects.requireNonNull(this.mails.remove(new NoticeAddress(kind, recipient)), "no mail");
	}

	private boolean confirmed(Secret token) {
		return refusalOf(() -> {
			this.change.confirm(token);
			return true;
		}).map((code) -> {
			assertThat(code).isEqualTo(AuthErrorCode.INVALID_ONE_TIME_TOKEN);
			return false;
		}).orElse(true);
	}

	private static Optional<AuthErrorCode> refusalOf(Callable<?> work) {
		try {
			work.call();
			return Optional.empty();
		}
		catch (AuthException ex) {
			return Optional.of(ex.code());
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private static EmailAddress address() {
		return EmailAddress.of(UUID.randomUUID() + "@example.com");
	}

	private record NoticeAddress(NoticeKind kind, EmailAddress recipient) {

	}

}
