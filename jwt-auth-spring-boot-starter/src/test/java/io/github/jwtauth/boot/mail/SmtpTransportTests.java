package io.github.jwtauth.boot.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Properties;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.mail.MailDeliveryException.Reason;
import io.github.jwtauth.notification.NoticeKind;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What goes over the wire (R-103), and what a mail server's answer means (F-02).
 */
class SmtpTransportTests {

	private static final AuthMail CONTENT = new AuthMail("Grüße von Shop", "Text mit Ümlaut\n.\nEnde",
			"<p>Text mit Ümlaut</p>");

	@Test
	void aMailHasTwoPartsAndTheHeadersOfAMachine() throws Exception {
		GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
		server.start();
		try {
			transport(server.getSmtp().getPort()).deliver(mail("ada@example.com"));
			assertThat(server.getReceivedMessages()).hasSize(1);
			MimeMessage message = server.getReceivedMessages()[0];
			assertThat(message.getSubject()).isEqualTo("Grüße von Shop");
			assertThat(message.getMessageID()).isEqualTo("<id@app.example.com>");
			assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
			assertThat(message.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
			assertThat(message.getFrom()).extracting(Object::toString)
				.containsExactly("=?UTF-8?Q?L=C3=A4dchen?= <no-reply@app.example.com>");
			assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly("ada@example.com");
			MimeMultipart parts = (MimeMultipart) message.getContent();
			assertThat(parts.getContentType()).startsWith("multipart/alternative");
			assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain").containsIgnoringCase("utf-8");
			assertThat(parts.getBodyPart(0).getContent().toString()).contains("Ümlaut").contains("Ende");
			assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
		}
		finally {
			server.stop();
		}
	}

	@Test
	void theWireShowsOneRecipient() throws Exception { // R-103
		try (TestSmtpServer server = new TestSmtpServer(Map.of())) {
			transport(server.port()).deliver(mail("a.d'a+x@bücher.example"));
			assertThat(server.lines()).filteredOn((line) -> line.startsWith("RCPT"))
				.containsExactly("RCPT TO:<a.d'a+x@xn--bcher-kva.example>");
			assertThat(server.lines()).noneMatch((line) -> line.matches("(?i)(b?cc):.*"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "RCPT, 550 unknown <ada@example.com>, REFUSED, 550", "RCPT, 450 greylisted, LATER, 450",
			"RCPT, 421 going away, UNREACHABLE, SMTPAddressFailedException", "DATA, 554 no, REFUSED, 554",
			"., 552 too large, REFUSED, 552", "., 451 later, LATER, 451",
			"MAIL, 530 authenticate first, UNREACHABLE, SMTPSendFailedException",
			"MAIL, 553 sender refused, UNREACHABLE, SMTPSenderFailedException",
			"HELLO, 554 no service, UNREACHABLE, MessagingException", "HELLO, drop, UNREACHABLE, MessagingException",
			"EHLO, drop, UNREACHABLE, EOFException", "RCPT, drop, UNREACHABLE, MessagingException",
			"., drop, UNREACHABLE, MessagingException" })
	void anAnswerOfTheServerMeans(String command, String answer, Reason reason, String code) throws Exception {
		try (TestSmtpServer server = new TestSmtpServer(Map.of(command, answer))) {
			SmtpTransport transport = transport(server.port());
			assertThatExceptionOfType(MailDeliveryException.class)
				.isThrownBy(() -> transport.deliver(mail("ada@example.com")))
				.satisfies((ex) -> assertThat(ex.reason()).as(ex.getMessage()).isEqualTo(reason))
				.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("@"))
				.satisfies((ex) -> assertThat(ex.getMessage().matches("\\d+")).isEqualTo(code.matches("\\d+")));
		}
	}

	@Test
	void nobodyThereIsUnreachable() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		SmtpTransport transport = transport(port);
		assertThatExceptionOfType(MailDeliveryException.class)
			.isThrownBy(() -> transport.deliver(mail("ada@example.com")))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNREACHABLE));
	}

	@Test
	void aSilentServerIsNotWaitedForForEver() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			JavaMailSenderImpl sender = sender(silent.getLocalPort());
			Properties properties = new Properties();
			properties.setProperty("mail.smtp.timeout", "300"); // the host's own wins
			sender.setJavaMailProperties(properties);
			SmtpTransport transport = new SmtpTransport(sender, new InternetAddress("no-reply@app.example.com"));
			assertThatExceptionOfType(MailDeliveryException.class)
				.isThrownBy(() -> transport.deliver(mail("ada@example.com")))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNREACHABLE));
			assertThat(properties).containsOnlyKeys("mail.smtp.timeout");
		}
	}

	private static SmtpTransport transport(int port) throws IOException {
		return new SmtpTransport(sender(port), new InternetAddress("no-reply@app.example.com", "Lädchen", "UTF-8"));
	}

	private static JavaMailSenderImpl sender(int port) {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost("127.0.0.1");
		sender.setPort(port);
		return sender;
	}

	private static OutgoingMail mail(String recipient) {
		return new OutgoingMail("<id@app.example.com>", NoticeKind.PASSWORD_CHANGED, EmailAddress.of(recipient),
				CONTENT);
	}

}
