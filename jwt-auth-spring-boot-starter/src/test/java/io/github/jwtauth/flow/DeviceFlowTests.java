package io.github.jwtauth.flow;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.onetimetoken.TokenOffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Devices, addresses, invitations and the second proof of who is calling, over HTTP.
 */
class DeviceFlowTests {

	private static final String OTHER = "another horse, another battery";

	private static TestHost host;

	private static TestMailbox mailbox;

	private static MovableClock clock;

	private final String email = UUID.randomUUID() + "@example.com";

	private final AccountId id = account(this.email, "USER");

	private final TestCaller browser = host.caller();

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class, Outside.class)
			.with("jwtauth.admin.enabled", "true")
			.with("jwtauth.registration.terms-version", "2026-01")
			.start();
		mailbox = host.bean(TestMailbox.class);
		clock = host.bean(MovableClock.class);
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@Test
	void onlyAFreshProofChangesTheAddress() {
		String token = this.browser.login(this.email).text("access_token");
		clock.advance(Duration.ofMinutes(6));
		String next = UUID.randomUUID() + "@example.org";
		assertThat(change(token, next).code()).isEqualTo("reauthentication_required");
		String refreshed = this.browser.post("/auth/token/refresh").text("access_token");
		assertThat(change(refreshed, next).code()).isEqualTo("reauthentication_required");

		assertThat(reauthenticate(refreshed, "not the password").status()).isEqualTo(401);
		Answer proven = reauthenticate(refreshed, TestHost.PASSWORD);
		assertThat(proven.status()).isEqualTo(200);
		assertThat(proven.json().has("refresh_token")).isFalse();
		assertThat(proven.setCookies()).anyMatch((cookie) -> cookie.startsWith("refresh_token=jar_"))
			.anyMatch((cookie) -> cookie.startsWith("device=jdt_"));
		assertThat(change(proven.text("access_token"), next).status()).isEqualTo(202);

		String link = mailbox.token(NoticeKind.CONFIRM_EMAIL_CHANGE);
		assertThat(post("/auth/email/change/confirm", link).status()).isEqualTo(200);
		assertThat(mailbox.of(this.email)).containsExactly(NoticeKind.EMAIL_CHANGED);
		assertThat(post("/auth/email/change/confirm", link).code()).isEqualTo("invalid_token");
		assertThat(this.browser.post("/auth/token/refresh").status()).isEqualTo(200);
		assertThat(host.caller().login(next).status()).isEqualTo(200);

		assertThat(post("/auth/email/change/undo", mailbox.token(NoticeKind.EMAIL_CHANGED)).status()).isEqualTo(200);
		assertThat(this.browser.post("/auth/token/refresh").text("reason")).isEqualTo("email_change_undone");
		assertThat(host.caller().login(next).status()).isEqualTo(401);
		assertThat(host.caller().login(this.email).status()).isEqualTo(401);
		assertThat(mailbox.of(this.email)).contains(NoticeKind.EMAIL_CHANGE_UNDONE, NoticeKind.RESET_PASSWORD);
	}

	@Test
	void aTakenAddressIsAnsweredLikeAnyOther() {
		String taken = UUID.randomUUID() + "@example.net";
		account(taken, "USER");
		String token = this.browser.login(this.email).text("access_token");
		Answer free = change(token, UUID.randomUUID() + "@example.net");
		Answer answer = change(token, taken);
		assertThat(answer.toString()).isEqualTo(free.toString());
		assertThat(mailbox.of(taken)).isEmpty();
		assertThat(change(token, "no address").json().path("errors").path(0).path("field").asString(""))
			.isEqualTo("new_email");
	}

	@Test
	void aKnownBrowserIsNoNewsAndAnUnknownOneIs() {
		this.browser.login(this.email);
		String device = this.browser.cookies().get("device");
		this.browser.post("/auth/logout");
		assertThat(this.browser.cookies()).containsEntry("device", device);
		this.browser.login(this.email);
		assertThat(mailbox.of(this.email)).isEmpty();
		assertThat(host.caller().jar(Map.of("device", device)).get("/auth/check").status()).isEqualTo(401);
		assertThat(host.caller().jar(Map.of("refresh_token", device)).post("/auth/token/refresh").status())
			.isEqualTo(401);

		TestCaller stranger = host.caller().header("User-Agent", "Another browser/1.0");
		stranger.login(this.email);
		assertThat(mailbox.of(this.email)).containsExactly(NoticeKind.NEW_DEVICE);
		Answer ended = post("/auth/sessions/not-me", mailbox.token(NoticeKind.NEW_DEVICE));
		assertThat(ended.text("status")).isEqualTo("session_ended");
		assertThat(stranger.post("/auth/token/refresh").text("reason")).isEqualTo("revoked_by_user");
		assertThat(this.browser.post("/auth/token/refresh").status()).isEqualTo(200);
		assertThat(mailbox.of(this.email)).containsExactly(NoticeKind.NEW_DEVICE, NoticeKind.RESET_PASSWORD);
		assertThat(host.caller().login(this.email).code()).isEqualTo("invalid_credentials");
		String reset = mailbox.token(NoticeKind.RESET_PASSWORD);
		assertThat(host.caller()
			.post("/auth/password/reset/confirm", Map.of("token", reset, "new_password", TestHost.PASSWORD))
			.code()).as("the one that the stranger knows").isEqualTo("password_reused");
		assertThat(host.caller()
			.post("/auth/password/reset/confirm", Map.of("token", reset, "new_password", OTHER))
			.status()).isEqualTo(204);
		assertThat(post("/auth/sessions/not-me", mailbox.token(NoticeKind.NEW_DEVICE)).code())
			.isEqualTo("invalid_token");
		assertThat(host.caller().post("/auth/login", Map.of("email", this.email, "password", OTHER)).status())
			.isEqualTo(200);
	}

	@Test
	void aReplayIsToldAndABrokenMailboxDoesNotHandTheSessionBack() {
		for (boolean broken : new boolean[] { false, true }) {
			String owner = UUID.randomUUID() + "@example.com";
			account(owner, "USER");
			TestCaller victim = host.caller();
			victim.login(owner);
			Map<String, String> copied = Map.copyOf(victim.cookies());
			victim.post("/auth/token/refresh");
			clock.advance(Duration.ofMinutes(1));
			mailbox.breakFor(broken ? NoticeKind.REFRESH_TOKEN_REUSED : null);
			int status = host.caller().jar(copied).post("/auth/token/refresh").status();
			mailbox.breakFor(null);
			assertThat(status).isEqualTo(broken ? 500 : 401);
			assertThat(victim.post("/auth/token/refresh").text("reason")).isEqualTo("refresh_token_reuse");
			assertThat(mailbox.of(owner)).isEqualTo(broken ? List.of() : List.of(NoticeKind.REFRESH_TOKEN_REUSED));
		}
	}

	@Test
	void anAdministratorInvitesAndNobodyElse() {
		String guest = UUID.randomUUID() + "@example.org";
		String admin = UUID.randomUUID() + "@example.com";
		account(admin, "ADMIN");
		Map<String, Object> body = Map.of("email", guest, "first_name", "Zo\u00eb");
		assertThat(as(this.email).post("/auth/admin/invitations", body).status()).isEqualTo(403);
		assertThat(host.caller().post("/auth/admin/invitations", body).status()).isEqualTo(401);
		TestCaller inviter = as(admin).header("X-Forwarded-Host", "evil.example");
		assertThat(inviter.post("/auth/admin/invitations", Map.of("email", guest, "roles", List.of("OWNER"))).code())
			.isEqualTo("forbidden");
		assertThat(inviter.post("/auth/admin/invitations", body).status()).isEqualTo(202);
		assertThat(mailbox.of(guest)).containsExactly(NoticeKind.INVITATION);

		String token = mailbox.token(NoticeKind.INVITATION);
		Map<String, Object> said = new HashMap<>(
				Map.of("token", token, "password", TestHost.PASSWORD, "last_name", "Guest"));
		TestCaller invitee = host.caller();
		assertThat(invitee.post("/auth/invitations/accept", said).code()).isEqualTo("validation");
		said.put("terms_accepted", true);
		assertThat(invitee.header("Origin", "https://evil.example").post("/auth/invitations/accept", said).code())
			.isEqualTo("cross_origin");
		Answer accepted = invitee.post("/auth/invitations/accept", said);
		assertThat(accepted.status()).isEqualTo(200);
		assertThat(accepted.json().path("user").path("email_verified").asBoolean()).isTrue();
		assertThat(accepted.json().path("user").path("first_name").asString("")).isEqualTo("Zo\u00eb");
		assertThat(invitee.post("/auth/token/refresh").status()).isEqualTo(200);
		assertThat(host.caller().login(guest).status()).isEqualTo(200);
		assertThat(invitee.post("/auth/invitations/accept", said).code()).isEqualTo("invalid_token");
		clock.advance(Duration.ofMinutes(6));
		assertThat(inviter.post("/auth/admin/invitations", body).code()).isEqualTo("reauthentication_required");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/auth/email/change/confirm", "/auth/email/change/undo", "/auth/sessions/not-me",
			"/auth/invitations/accept" })
	void everyOtherTokenIsOneAnswerAndLookingChangesNothing(String path) {
		for (OneTimeTokenPurpose purpose : OneTimeTokenPurpose.values()) {
			if (!path.equals(Map
				.of(OneTimeTokenPurpose.EMAIL_CHANGE, "/auth/email/change/confirm",
						OneTimeTokenPurpose.EMAIL_CHANGE_UNDO, "/auth/email/change/undo", OneTimeTokenPurpose.NOT_ME,
						"/auth/sessions/not-me", OneTimeTokenPurpose.INVITATION, "/auth/invitations/accept")
				.get(purpose))) {
				String token = host.bean(OneTimeTokens.class)
					.issue(new TokenOffer(purpose, host.bean(SubjectStore.class).find(this.id).orElseThrow(),
							Duration.ofHours(1), null, null))
					.reveal();
				assertOneAnswer(path, token);
			}
		}
		assertOneAnswer(path, "jot_" + "A".repeat(48));
		assertOneAnswer(path, "");
		assertThat(this.browser.get(path).status()).isEqualTo(405);
		assertThat(this.browser.send("HEAD", path, BodyPublishers.noBody()).status()).isEqualTo(405);
	}

	private static void assertOneAnswer(String path, String token) {
		Answer answer = path.endsWith("accept")
				? host.caller().post(path, Map.of("token", token, "password", TestHost.PASSWORD)) : post(path, token);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("invalid_token");
		assertThat(answer.setCookies()).isEmpty();
	}

	private Answer change(String token, String address) {
		return host.caller().bearer(token).post("/auth/email/change", Map.of("new_email", address));
	}

	private Answer reauthenticate(String token, String password) {
		return this.browser.bearer(token).post("/auth/reauthenticate", Map.of("password", password));
	}

	private static Answer post(String path, String token) {
		return host.caller().post(path, Map.of("token", token));
	}

	private static TestCaller as(String owner) {
		return host.caller().bearer(host.caller().login(owner).text("access_token"));
	}

	private static AccountId account(String address, String... roles) {
		String key = host.account(address, roles);
		assertThat(host.bean(AccountStore.class).findByKey(key)).isPresent();
		return host.bean(SubjectStore.class).subjectOf(key).id();
	}

	@Configuration(proxyBeanMethods = false)
	static class Outside {

		@Bean
		TestMailbox mailbox() {
			return new TestMailbox();
		}

		@Bean(defaultCandidate = false)
		@JwtAuthBean
		Clock clock() {
			return new MovableClock(Instant.now());
		}

	}

}
