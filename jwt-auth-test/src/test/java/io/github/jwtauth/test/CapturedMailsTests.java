package io.github.jwtauth.test;

import java.time.Duration;

import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.mail.AuthMail;
import io.github.jwtauth.boot.mail.OutgoingMail;
import io.github.jwtauth.notification.NoticeKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CapturedMailsTests {

	private static final String TEXT = """
			Follow https://shop.example.com/auth/pages/verify-email#token=abc_DEF-123
			or type 01234567. Answer by 2026123199.
			""";

	private final CapturedMails mails = new CapturedMails();

	private static OutgoingMail mail(String recipient, NoticeKind kind, String text) {
		return new OutgoingMail("<1@example.com>", kind, EmailAddress.of(recipient), new AuthMail("Hello", text, null));
	}

	@Test
	void aMailIsTakenOnceByItsRecipient() {
		this.mails.deliver(mail("bob@example.com", NoticeKind.VERIFY_EMAIL, "1"));
		this.mails.deliver(mail("Alice@example.com", NoticeKind.VERIFY_EMAIL, "2"));
		this.mails.deliver(mail("alice@example.com", NoticeKind.NEW_DEVICE, "3"));
		this.mails.deliver(mail("alice@example.com", NoticeKind.RESET_PASSWORD, "4"));

		assertThat(this.mails.next("alice@example.com", NoticeKind.RESET_PASSWORD).text()).isEqualTo("4");
		assertThat(this.mails.next("alice@EXAMPLE.com").text()).isEqualTo("2");
		assertThat(this.mails.next("alice@example.com").text()).isEqualTo("3");
		assertThat(this.mails.all()).extracting(CapturedMail::recipient).containsExactly("bob@example.com");
	}

	@Test
	void whoAsksTooEarlyWaits() throws Exception {
		Thread sender = new Thread(() -> {
			while (Thread.currentThread().isAlive() && !isSomebodyWaiting()) {
				Thread.onSpinWait();
			}
			this.mails.deliver(mail("alice@example.com", NoticeKind.VERIFY_EMAIL, "late"));
		});
		this.waiting = Thread.currentThread();
		sender.start();
		assertThat(this.mails.next("alice@example.com").text()).isEqualTo("late");
		sender.join();
	}

	private volatile Thread waiting;

	private boolean isSomebodyWaiting() {
		return this.waiting.getState() == Thread.State.TIMED_WAITING;
	}

	@Test
	void whoWaitsInVainIsToldWhatThereIs() {
		CapturedMails impatient = new CapturedMails(Duration.ofMillis(50));
		impatient.deliver(mail("bob@example.com", NoticeKind.VERIFY_EMAIL, TEXT));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> impatient.next("alice@example.com"))
			.withMessageContaining("alice@example.com")
			.withMessageContaining("bob@example.com")
			.withMessageNotContaining("abc_DEF-123");
	}

	@Test
	void linksTokensAndCodesAreFound() {
		CapturedMail mail = new CapturedMail(mail("alice@example.com", NoticeKind.VERIFY_EMAIL, TEXT));
		assertThat(mail.links()).containsExactly("https://shop.example.com/auth/pages/verify-email#token=abc_DEF-123");
		assertThat(mail.token()).isEqualTo("abc_DEF-123");
		assertThat(mail.code()).isEqualTo("01234567");
		assertThat(mail.toString()).doesNotContain("abc_DEF-123");
	}

	@Test
	void whatIsMissingIsAFailureOfTheTest() {
		CapturedMail mail = new CapturedMail(mail("alice@example.com", NoticeKind.NEW_DEVICE, "nothing"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(mail::token);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(mail::code);
		assertThat(mail.links()).isEmpty();
	}

	@Test
	void nothingIsLeftAfterClearing() {
		this.mails.deliver(mail("alice@example.com", NoticeKind.NEW_DEVICE, "old"));
		this.mails.clear();
		assertThat(this.mails.all()).isEmpty();
	}

}
