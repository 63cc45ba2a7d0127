package io.github.jwtauth.flow;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.Map;

import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.flow.hosts.users.JdbcUsersHost;
import io.github.jwtauth.login.AccountChanges;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.provisioning.JdbcUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The users of Spring Security's JDBC tables (decision 17), by real HTTP.
 */
class UserDetailsFlowTests {

	private static final String BCRYPT = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(TestHost.PASSWORD);

	private static TestHost host;

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class, JdbcUsersHost.class)
			.with("jwtauth.accounts", "USER_DETAILS")
			.with("jwtauth.admin.enabled", "true")
			.start();
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@Test
	void useMyExistingUserdetailsservice() {
		users().createUser(user("ada", BCRYPT, "ROLE_USER"));
		TestCaller caller = host.caller();
		Answer login = login(caller, "ada");
		assertThat(login.status()).as(login.toString()).isEqualTo(200);
		assertThat(login.json().at("/user/username").asString()).isEqualTo("ada");
		assertThat(login.json().at("/user/id").asString()).hasSize(36);
		assertThat(rolesOf(login)).isEqualTo("[\"USER\"]");
		assertThat(caller.cookies()).doesNotContainKey("JSESSIONID");
		TestCaller owner = host.caller().bearer(login.text("access_token"));
		assertThat(owner.get("/api/ping").status()).isEqualTo(200);
		assertThat(owner.get("/auth/me").text("username")).isEqualTo("ada");
		assertThat(owner.json("PATCH", "/auth/me", "{}").status()).isEqualTo(405);

		users().updateUser(user("ada", BCRYPT, "ROLE_USER", "ROLE_EDITOR"));
		assertThat(rolesOf(caller.post("/auth/token/refresh"))).isEqualTo("[\"EDITOR\",\"USER\"]");

		assertThat(caller.post("/auth/logout").status()).isEqualTo(204);
		assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(401);
	}

	@Test
	void aDisabledUserIsOutAtTheNextRefresh() {
		users().createUser(user("bob", BCRYPT, "ROLE_USER"));
		TestCaller caller = host.caller();
		login(caller, "bob");
		users().updateUser(User.withUserDetails(user("bob", BCRYPT, "ROLE_USER")).disabled(true).build());
		assertThat(caller.post("/auth/token/refresh").code()).isEqualTo("session_ended");

		Answer closed = login(host.caller(), "bob");
		Answer wrong = host.caller().post("/auth/login", Map.of("username", "bob", "password", "wrong password"));
		Answer unknown = login(host.caller(), "nobody");
		assertThat(closed.code()).isEqualTo(wrong.code()).isEqualTo(unknown.code()).isEqualTo("invalid_credentials");
	}

	@Test
	void aDeletedUserIsOutAtTheNextRefresh() {
		users().createUser(user("carl", BCRYPT, "ROLE_USER"));
		TestCaller caller = host.caller();
		login(caller, "carl");
		users().deleteUser("carl");
		Answer refresh = caller.post("/auth/token/refresh");
		assertThat(refresh.code()).isEqualTo("session_ended");
		assertThat(refresh.text("reason")).isEqualTo("account_deleted");
	}

	@Test
	void anAddressAsAUsernameIsShownAndNeverClaimedToBeProven() {
		users().createUser(user("Eve@Example.com", BCRYPT, "ROLE_USER"));
		Answer login = host.caller()
			.post("/auth/login", Map.of("email", "Eve@Example.com", "password", TestHost.PASSWORD));
		assertThat(login.status()).as(login.toString()).isEqualTo(200);
		assertThat(login.json().at("/user/email").asString()).isEqualTo("Eve@Example.com");
		assertThat(login.json().at("/user/email_verified").asBoolean()).isFalse();
	}

	/** Decision 17: factors hang on the subject, whoever keeps the account. */
	@Test
	void aUserOfTheHostHasASecondFactorAndGetsNoMailOfOurs() {
		users().createUser(user("dora@example.com", BCRYPT, "ROLE_USER"));
		Answer login = login(host.caller(), "dora@example.com");
		TestCaller owner = host.caller().bearer(login.text("access_token"));
		TestAuthenticator app = new TestAuthenticator(owner.post("/auth/mfa/totp/setup").text("secret"),
				Clock.systemUTC());
		Answer activated = owner.post("/auth/mfa/totp/activate", Map.of("code", app.code()));
		assertThat(activated.status()).as(activated.toString()).isEqualTo(200);

		Answer asked = login(host.caller(), "dora@example.com");
		assertThat(asked.code()).isEqualTo("mfa_required");
		Answer verified = host.caller()
			.post("/auth/mfa/verify", Map.of("mfa_token", asked.text("mfa_token"), "recovery_code",
					activated.json().at("/recovery_codes/0").asString()));
		assertThat(verified.status()).as(verified.toString()).isEqualTo(200);
		assertThat(host.bean(JdbcClient.class).sql("select count(*) from jwtauth_mail").query(Integer.class).single())
			.isZero();
	}

	@Test
	void onlyRolesBecomeRoles() {
		users().createUser(user("fay", BCRYPT, "ROLE_USER", "ADMIN", "report:read", "ROLE_"));
		assertThat(rolesOf(login(host.caller(), "fay"))).isEqualTo("[\"USER\"]");
	}

	@Test
	void anOldHashIsReplacedByWhatTheLoginFormCanRead() {
		String old = "{pbkdf2@SpringSecurity_v5_8}"
				+ Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(TestHost.PASSWORD);
		users().createUser(user("gil", old, "ROLE_USER"));
		assertThat(login(host.caller(), "gil").status()).isEqualTo(200);
		assertThat(users().loadUserByUsername("gil").getPassword()).startsWith("{bcrypt}$2a$10$");
		assertThat(login(host.caller(), "gil").status()).isEqualTo(200);

		TestCaller clerk = host.caller();
		String form = clerk.get("/login").response().body();
		String csrf = form.replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]*)\".*", "$1");
		Answer page = clerk.header("Content-Type", "application/x-www-form-urlencoded")
			.send("POST", "/login", BodyPublishers
				.ofString("username=gil&password=" + TestHost.PASSWORD.replace(' ', '+') + "&_csrf=" + csrf));
		assertThat(page.header(HttpHeaders.LOCATION)).isNotEmpty().doesNotContain("error");
	}

	@Test
	void plainTextIsNoHash() {
		users().createUser(user("hal", "{noop}" + TestHost.PASSWORD, "ROLE_USER"));
		assertThat(login(host.caller(), "hal").code()).isEqualTo("invalid_credentials");
	}

	@Test
	void passwordsAreSetByTheHost() {
		for (String path : new String[] { "/auth/password/reset", "/auth/password/reset/confirm" }) {
			Answer answer = host.caller().post(path, Map.of("email", "ida@example.com"));
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.code()).isEqualTo("not_found");
		}
	}

	@Test
	void whatTheHostChangesEndsSessions() {
		users().createUser(user("ida", BCRYPT, "ROLE_USER"));
		TestCaller caller = host.caller();
		login(caller, "ida");
		host.bean(AccountChanges.class).credentialsChanged(host.bean(SubjectStore.class).subjectOf("ida").id());
		assertThat(caller.post("/auth/token/refresh").text("reason")).isEqualTo("password_changed");
	}

	@Test
	void whatCannotBeChangedIsNotServed() {
		users().createUser(user("joe", BCRYPT, "ROLE_USER"));
		TestCaller bearer = host.caller().bearer(login(host.caller(), "joe").text("access_token"));
		assertThat(bearer.post("/auth/email/change", Map.of("new_email", "joe@example.com")).status()).isEqualTo(404);
		assertThat(host.caller().post("/auth/invitations/accept", Map.of("token", "x", "password", "y")).status())
			.isEqualTo(404);
		assertThat(host.caller().post("/auth/sessions/not-me", Map.of("token", "x")).code()).isEqualTo("invalid_token");
		Answer proven = bearer.post("/auth/reauthenticate", Map.of("password", TestHost.PASSWORD));
		assertThat(proven.status()).as(proven.toString()).isEqualTo(200);
	}

	@Test
	void administratorsEndSessionsAndChangeNobody() {
		users().createUser(user("ned", BCRYPT, "ROLE_USER"));
		users().createUser(user("boss", BCRYPT, "ROLE_ADMIN"));
		TestCaller ned = host.caller();
		String path = "/auth/admin/accounts/" + login(ned, "ned").json().at("/user/id").asString();
		TestCaller boss = host.caller().bearer(login(host.caller(), "boss").text("access_token"));
		assertThat(boss.get(path).text("username")).isEqualTo("ned");
		for (Answer answer : new Answer[] { boss.get("/auth/admin/accounts"), boss.post(path + "/disable"),
				boss.post(path + "/require-password-change"),
				boss.json("PUT", path + "/roles", "{\"roles\":[\"ADMIN\",\"USER\"]}") }) {
			assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
			assertThat(answer.code()).isEqualTo("not_supported");
		}
		assertThat(boss.get(path + "/sessions").json().get("total").asInt()).isEqualTo(1);
		assertThat(boss.send("DELETE", path + "/sessions", BodyPublishers.noBody()).status()).isEqualTo(204);
		assertThat(ned.post("/auth/token/refresh").text("reason")).isEqualTo("revoked_by_admin");
		assertThat(boss.post("/auth/admin/keys/rotate").status()).isEqualTo(204);
	}

	@Test
	void nobodyIsMailedByUs() {
		users().createUser(user("mia@example.com", BCRYPT, "ROLE_USER"));
		assertThat(login(host.caller(), "mia@example.com").status()).isEqualTo(200);
		assertThat(login(host.caller(), "mia@example.com").status()).isEqualTo(200); // another
																						// device
		assertThat(host.bean(JdbcClient.class).sql("select count(*) from jwtauth_mail").query(Integer.class).single())
			.isZero();
	}

	private static Answer login(TestCaller caller, String username) {
		return caller.post("/auth/login", Map.of("username", username, "password", TestHost.PASSWORD));
	}

	private static String rolesOf(Answer answer) {
		return TestTokens.claims(answer.text("access_token")).get("roles").toString();
	}

	private static UserDetails user(String name, String hash, String... authorities) {
		return User.withUsername(name).password(hash).authorities(authorities).build();
	}

	private static JdbcUserDetailsManager users() {
		return host.bean(JdbcUserDetailsManager.class);
	}

}
