package io.github.jwtauth.boot.mail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.EmailVerified;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.notification.OutboxMail;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.PayloadApplicationEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What is promised, when it may be sent, and what is never sent (I-7, R-21, R-32).
 */
class OutboxNotifierTests {

	private static final EmailAddress ADA = EmailAddress.of("Ada@example.com");

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final TestMailroom room = new TestMailroom();

	private final AccountId ada = new AccountId(UUID.randomUUID());

	@Test
	void aPromiseIsSentWithItsLinkAndItsFacts() {
		send(NoticeKind.RESET_PASSWORD, "t0ken");
		assertThat(this.room.wakeUps).isOne();
		assertThat(this.room.delivery.deliverDue()).isOne();
		OutgoingMail mail = this.room.sent.get(0);
		assertThat(mail.recipient().value()).isEqualTo("Ada@example.com");
		assertThat(mail.content().text())
			.isEqualTo("https://app.example.com/auth/pages/reset-password#token=t0ken{device=Firefox}");
		assertThat(mail.messageId()).matches("<[0-9a-f-]{36}@app\\.example\\.com>");
	}

	@Test
	void nobodyIsToldWhatWasRolledBack() { // I-7
		assertThatIllegalStateException().isThrownBy(() -> this.room.transactions.alone(() -> {
			send(NoticeKind.PASSWORD_CHANGED, "x");
			throw new IllegalStateException("the change failed");
		}));
		assertThat(this.room.wakeUps).isZero();
		assertThat(this.room.delivery.deliverDue()).isZero();
	}

	@Test
	void theSecondMailWaitsForItsMinuteAndTheNewestTakesItsPlace() { // R-32
		send(NoticeKind.RESET_PASSWORD, "first");
		this.room.delivery.deliverDue();
		this.room.clock.advance(Duration.ofSeconds(10));
		send(NoticeKind.RESET_PASSWORD, "second");
		send(NoticeKind.RESET_PASSWORD, "third");
		assertThat(this.room.delivery.deliverDue()).isZero();
		assertThat(this.room.after(Duration.ofSeconds(50))).isOne();
		assertThat(this.room.sent).extracting((mail) -> mail.content().text()).last().asString().contains("third");
		assertThat(this.room.after(Duration.ofHours(1))).isZero();
	}

	@Test
	void twentyAtOnceAreOneMail() { // R-32, X-44
		for (int i = 0; i < 20; i++) {
			send(NoticeKind.RESET_PASSWORD, "t" + i);
		}
		assertThat(this.room.delivery.deliverDue()).isOne();
		assertThat(this.room.sent).extracting((mail) -> mail.content().text()).last().asString().contains("t19");
	}

	@Test
	void allKindsThatAnybodyCausesShareOneBudget() { // X-44
		send(NoticeKind.RESET_PASSWORD, "a");
		send(NoticeKind.ADDRESS_REGISTERED_ALREADY, "b");
		send(NoticeKind.VERIFY_EMAIL, "c");
		assertThat(this.room.delivery.deliverDue()).isOne();
		assertThat(this.room.after(MINUTE)).isOne();
		assertThat(this.room.after(MINUTE)).isOne();
	}

	@Test
	void fiveAnHourTenADayAndThenSilence() {
		int sent = 0;
		for (int minute = 0; minute < 60; minute += 2) {
			send(NoticeKind.RESET_PASSWORD, "t");
			sent += this.room.after(Duration.ofMinutes(2));
		}
		assertThat(sent).isEqualTo(5);
		for (int minute = 0; minute < 22 * 60; minute += 10) {
			send(NoticeKind.RESET_PASSWORD, "t");
			sent += this.room.after(Duration.ofMinutes(10));
		}
		assertThat(sent).isEqualTo(10);
	}

	@Test
	void thereIsRoomAsLongAsAMailWouldBeSent() { // R-32, X-44
		for (int mail = 1; mail <= 5; mail++) {
			assertThat(hasRoom(this.ada)).isTrue();
			send(NoticeKind.RESET_PASSWORD, "t" + mail);
			assertThat(hasRoom(this.ada)).as("one can take its place").isTrue();
			assertThat(this.room.after(MINUTE)).isOne();
		}
		assertThat(hasRoom(this.ada)).isFalse();
		assertThat(hasRoom(null)).isFalse();
		assertThat(this.room.notifier(false).hasRoom(NoticeKind.RESET_PASSWORD, this.ada, ADA)).isTrue();
		this.room.clock.advance(Duration.ofHours(1));
		assertThat(hasRoom(null)).isTrue();
	}

	@Test
	void onlyAMailOfTheSameAccountThatWaitsIsRoom() { // R-32, X-44
		for (int mail = 1; mail <= 4; mail++) {
			send(NoticeKind.RESET_PASSWORD, "t" + mail);
			assertThat(this.room.after(MINUTE)).isOne();
		}
		send(NoticeKind.RESET_PASSWORD, "the fifth");
		assertThat(hasRoom(this.ada)).isTrue();
		assertThat(hasRoom(new AccountId(UUID.randomUUID()))).isFalse();
		assertThat(hasRoom(null)).isFalse();
		assertThat(lease()).isPresent();
		assertThat(hasRoom(this.ada)).as("it is being sent").isFalse();
	}

	@Test
	void tagsMakeNoNewMailbox() { // R-32, X-44
		int sent = 0;
		for (int round = 0; round < 20; round++) {
			String domain = (round % 2 == 0) ? "@gmail.com" : "@GoogleMail.com";
			this.room.notifier.send(notice(NoticeKind.VERIFY_EMAIL, new AccountId(UUID.randomUUID()),
					EmailAddress.of("v.ictim+" + round + domain), "bomb"));
			sent += this.room.after(MINUTE);
		}
		assertThat(sent).isEqualTo(5);
	}

	@Test
	void everyInvitationIsSent() {
		for (int guest = 0; guest < 3; guest++) {
			this.room.notifier.send(
					notice(NoticeKind.INVITATION, null, EmailAddress.of("qa+" + guest + "@example.com"), "t" + guest));
		}
		assertThat(this.room.delivery.deliverDue()).isEqualTo(3);
	}

	@Test
	void theMailOfOneMailboxMakesNoRoomInAnother() { // R-32, X-44
		int sent = 0;
		for (int round = 0; round < 20; round++) {
			this.room.notifier.send(notice(NoticeKind.CONFIRM_EMAIL_CHANGE, this.ada,
					EmailAddress.of("mallory" + round + "@example.org"), "own"));
			this.room.notifier.send(notice(NoticeKind.CONFIRM_EMAIL_CHANGE, "bomb"));
			sent += this.room.after(MINUTE);
		}
		assertThat(sent).isEqualTo(5);
	}

	@Test
	void theSpellingOfAnAddressMakesNoNewMailbox() {
		send(NoticeKind.RESET_PASSWORD, "a");
		this.room.notifier.send(AccountNotice.of(NoticeKind.ADDRESS_REGISTERED_ALREADY, this.ada,
				EmailAddress.of("aDA@EXAMPLE.com"), this.room.clock.instant()));
		assertThat(this.room.delivery.deliverDue()).isOne();
	}

	@Test
	void whatOwnersDoThemselvesIsToldAtOnce() {
		for (int i = 0; i < 12; i++) {
			send(NoticeKind.NEW_DEVICE, "t" + i);
		}
		assertThat(this.room.delivery.deliverDue()).isEqualTo(12);
	}

	@Test
	void anAddressThatNobodyProvedIsNotFloodedByAnyKind() { // R-32, X-44
		int sent = 0;
		for (int round = 0; round < 20; round++) {
			for (NoticeKind kind : List.of(NoticeKind.NEW_DEVICE, NoticeKind.PASSWORD_CHANGED,
					NoticeKind.ACCOUNT_DELETED)) {
				this.room.notifier.send(notice(kind, "t").toProvenAddress(false));
			}
			sent += this.room.after(MINUTE);
		}
		assertThat(sent).isEqualTo(5);
	}

	@Test
	void aSwitchTurnsTheBudgetOff() {
		OutboxNotifier unlimited = this.room.notifier(false);
		for (int i = 0; i < 12; i++) {
			unlimited.send(notice(NoticeKind.RESET_PASSWORD, "t"));
			assertThat(this.room.delivery.deliverDue()).isOne();
		}
	}

	@Test
	void whoeverFollowedALinkGetsTheNextMailAtOnce() {
		send(NoticeKind.VERIFY_EMAIL, "a");
		this.room.delivery.deliverDue();
		this.room.clock.advance(Duration.ofSeconds(20));
		new MinuteGivenBack(this.room.outbox).onApplicationEvent(
				new PayloadApplicationEvent<>(this, new EmailVerified(this.room.clock.instant(), this.ada)));
		send(NoticeKind.RESET_PASSWORD, "b");
		assertThat(this.room.delivery.deliverDue()).isOne();
	}

	@Test
	void whatIsPretendedIsNeverSentAndUsesUpNobodysBudget() { // R-21
		for (int i = 0; i < 20; i++) {
			this.room.notifier.pretend(NoticeKind.RESET_PASSWORD, ADA);
		}
		assertThat(this.room.after(Duration.ofMinutes(5))).isZero();
		send(NoticeKind.RESET_PASSWORD, "a");
		assertThat(this.room.delivery.deliverDue()).isOne();
	}

	@Test
	void aGoneAccountIsToldNothingButThat() { // X-62
		send(NoticeKind.RESET_PASSWORD, "a");
		send(NoticeKind.ACCOUNT_DELETED, "b");
		this.room.notifier.forget(this.ada);
		this.room.delivery.deliverDue();
		assertThat(this.room.sent).extracting(OutgoingMail::kind).containsExactly(NoticeKind.ACCOUNT_DELETED);
	}

	@Test
	void theTableHoldsNothingReadable() {
		send(NoticeKind.RESET_PASSWORD, "c4n4ry");
		OutboxMail row = lease().orElseThrow();
		String stored = new String(row.sealedNotice(), StandardCharsets.ISO_8859_1);
		assertThat(stored).doesNotContainIgnoringCase("ada").doesNotContain("c4n4ry").doesNotContain("Firefox");
		assertThat(row.toString()).doesNotContainIgnoringCase("ada@");
		this.room.notifier.send(notice(NoticeKind.NEW_DEVICE, "a much longer token than the one before it was"));
		assertThat(lease().orElseThrow().sealedNotice()).hasSameSizeAs(row.sealedNotice());
	}

	@Test
	void factsFitHoweverLongTheyAre() {
		String longest = "\ud83d\ude00\"\r\n".repeat(2000);
		Map<String, String> facts = new HashMap<>();
		for (int i = 0; i < 100; i++) {
			facts.put("fact" + i, longest);
		}
		this.room.notifier.send(notice(NoticeKind.NEW_DEVICE, "t").withFacts(facts));
		assertThat(lease().orElseThrow().sealedNotice()).hasSizeLessThan(16_000);
	}

	private boolean hasRoom(@Nullable AccountId accountId) {
		return this.room.notifier.hasRoom(NoticeKind.RESET_PASSWORD, accountId, ADA);
	}

	private Optional<OutboxMail> lease() {
		return this.room.outbox.lease(this.room.clock.instant(), this.room.clock.instant().plusSeconds(60));
	}

	private void send(NoticeKind kind, String token) {
		this.room.notifier.send(notice(kind, token));
	}

	private AccountNotice notice(NoticeKind kind, String token) {
		return notice(kind, this.ada, ADA, token);
	}

	private AccountNotice notice(NoticeKind kind, @Nullable AccountId owner, EmailAddress recipient, String token) {
		return AccountNotice.of(kind, owner, recipient, this.room.clock.instant())
			.withToken(Secret.of(token), this.room.clock.instant().plus(Duration.ofHours(48)))
			.withFacts(Map.of("device", "Firefox"));
	}

}
