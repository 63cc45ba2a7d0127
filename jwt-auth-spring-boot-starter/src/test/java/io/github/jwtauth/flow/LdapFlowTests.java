package io.github.jwtauth.flow;

import java.util.Map;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.flow.hosts.users.LdapHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A directory that speaks LDAP on a socket, asked by Spring Security's own types.
 */
class LdapFlowTests {

	private static InMemoryDirectoryServer directory;

	private static TestHost host;

	@BeforeAll
	static void start() throws Exception {
		directory = directory();
		host = TestHost.of(PlainHost.class, LdapHost.class)
			.with("jwtauth.accounts", "user-details")
			.with("app.directory", "ldap://127.0.0.1:" + directory.getListenPort() + "/dc=example,dc=org")
			.start();
	}

	@AfterAll
	static void stop() {
		host.close();
		directory.shutDown(true);
	}

	@Test
	void logInAgainstLdap() throws Exception {
		person("ada");
		group("editors", "ada");
		TestCaller caller = host.caller();
		Answer login = login(caller, "ada", TestHost.PASSWORD);
		assertThat(login.status()).as(login.toString()).isEqualTo(200);
		assertThat(rolesOf(login)).isEqualTo("[\"EDITORS\"]");
		assertThat(host.caller().bearer(login.text("access_token")).get("/api/ping").status()).isEqualTo(200);

		group("chiefs", "ada");
		assertThat(rolesOf(caller.post("/auth/token/refresh"))).isEqualTo("[\"CHIEFS\",\"EDITORS\"]");

		directory.delete("uid=ada,ou=people,dc=example,dc=org");
		assertThat(caller.post("/auth/token/refresh").code()).isEqualTo("session_ended");
	}

	@Test
	void wrongAndUnknownAreOneAnswer() throws Exception {
		person("bob");
		Answer wrong = login(host.caller(), "bob", "wrong password");
		Answer unknown = login(host.caller(), "nobody", TestHost.PASSWORD);
		Answer injected = login(host.caller(), "bo*", TestHost.PASSWORD);
		assertThat(wrong.status()).isEqualTo(unknown.status()).isEqualTo(injected.status()).isEqualTo(401);
		assertThat(wrong.code()).isEqualTo(unknown.code()).isEqualTo(injected.code()).isEqualTo("invalid_credentials");
	}

	@Test
	void anotherSpellingIsTheSamePerson() throws Exception {
		person("carl");
		String id = login(host.caller(), "carl", TestHost.PASSWORD).json().at("/user/id").asString();
		Answer shouted = login(host.caller(), "CARL", TestHost.PASSWORD);
		assertThat(shouted.json().at("/user/id").asString()).isNotEmpty().isEqualTo(id);
		assertThat(host.bean(JdbcClient.class)
			.sql("select count(*) from jwtauth_subject where lower(host_id) = 'carl'")
			.query(Long.class)
			.single()).isEqualTo(1);
	}

	@Test
	void aDirectoryThatIsDownIsNoWrongPasswordAndEndsNothing() throws Exception {
		person("dora");
		TestCaller caller = host.caller();
		login(caller, "dora", TestHost.PASSWORD);
		directory.shutDown("LDAP", true);
		try {
			for (Answer answer : new Answer[] { caller.post("/auth/token/refresh"),
					login(host.caller(), "dora", TestHost.PASSWORD) }) {
				assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
				assertThat(answer.code()).isEqualTo("unavailable");
				assertThat(answer.setCookies()).isEmpty();
			}
		}
		finally {
			directory.startListening("LDAP");
		}
		assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);
	}

	private static InMemoryDirectoryServer directory() throws Exception {
		InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
		config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("LDAP", 0));
		config.setSchema(null);
		InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
		server.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
		server.add("dn: ou=people,dc=example,dc=org", "objectClass: organizationalUnit", "ou: people");
		server.add("dn: ou=groups,dc=example,dc=org", "objectClass: organizationalUnit", "ou: groups");
		server.startListening();
		return server;
	}

	private static void person(String uid) throws Exception {
		directory.add("dn: uid=" + uid + ",ou=people,dc=example,dc=org", "objectClass: inetOrgPerson", "uid: " + uid,
				"cn: " + uid, "sn: " + uid, "userPassword: " + TestHost.PASSWORD);
	}

	private static void group(String name, String uid) throws Exception {
		directory.add("dn: cn=" + name + ",ou=groups,dc=example,dc=org", "objectClass: groupOfNames", "cn: " + name,
				"member: uid=" + uid + ",ou=people,dc=example,dc=org");
	}

	private static Answer login(TestCaller caller, String username, String password) {
		return caller.post("/auth/login", Map.of("username", username, "password", password));
	}

	private static String rolesOf(Answer answer) {
		return TestTokens.claims(answer.text("access_token")).get("roles").toString();
	}

}
