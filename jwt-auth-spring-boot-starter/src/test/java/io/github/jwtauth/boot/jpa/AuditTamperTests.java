package io.github.jwtauth.boot.jpa;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.audit.AuditAnchor;
import io.github.jwtauth.audit.AuditChain;
import io.github.jwtauth.audit.AuditFinding;
import io.github.jwtauth.audit.AuditFinding.Kind;
import io.github.jwtauth.audit.AuditMacs;
import io.github.jwtauth.audit.AuditSealer;
import io.github.jwtauth.audit.AuditStore;
import io.github.jwtauth.audit.AuditVerification;
import io.github.jwtauth.audit.TestAudit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Somebody with the password of the database, and what the verification says (R-95,
 *
 */
@ParameterizedClass
@EnumSource(TestDatabases.Product.class)
class AuditTamperTests {

	private static final Map<TestDatabases.Product, TestHouse> HOUSES = new EnumMap<>(TestDatabases.Product.class);

	private final TestHouse house;

	private final AuditMacs macs;

	private final AuditChain chain;

	private AuditAnchor anchor = new AuditAnchor();

	private final List<AuthEvent> events = new ArrayList<>();

	AuditTamperTests(TestDatabases.Product product) {
		this.house = HOUSES.computeIfAbsent(product, (key) -> TestHouse.on(key.create()));
		this.macs = new AuditMacs(this.house.get(SecretKeys.class));
		this.chain = this.house.get(AuditChain.class);
	}

	@AfterAll
	static void close() {
		HOUSES.values().forEach(TestHouse::close);
		HOUSES.clear();
	}

	@BeforeEach
	void begin() {
		this.house.clear();
		this.anchor = new AuditAnchor();
		append(5);
		seal();
	}

	@Test
	void changed() {
		UUID third = id(3);
		sql("update jwtauth_audit_event set outcome = 'failure' where chain_position = 3");
		assertThat(findings()).containsExactly(new AuditFinding(Kind.CHANGED, 3, third));
	}

	@Test
	void everyColumnCounts() {
		List<String> values = List.of("type = 'x'", "reason = null", "risk = 'none'", "actor_id = null",
				"account_id = event_id", "session_id = event_id", "ip_address = '203.0.113.9'",
				"user_agent = user_agent || ' '", "device = ''", "request_id = 'y'", "metadata = '{}'",
				"occurred_at = (select max(sealed_at) from jwtauth_audit_chain)");
		for (String value : values) {
			begin();
			UUID id = id(3);
			String assignment = value.contains("||") && mariaDb() ? "user_agent = concat(user_agent, ' ')" : value;
			sql("update jwtauth_audit_event set " + assignment + " where chain_position = 3");
			assertThat(findings()).as(value).containsExactly(new AuditFinding(Kind.CHANGED, 3, id));
		}
	}

	@Test
	void deleted() {
		sql("delete from jwtauth_audit_event where chain_position = 2");
		assertThat(findings()).containsExactly(new AuditFinding(Kind.DELETED, 2, null));
	}

	@Test
	void reordered() {
		UUID second = id(2);
		UUID third = id(3);
		sql("update jwtauth_audit_event set chain_position = 99 where chain_position = 2");
		sql("update jwtauth_audit_event set chain_position = 2 where chain_position = 3");
		sql("update jwtauth_audit_event set chain_position = 3 where chain_position = 99");
		assertThat(findings()).contains(new AuditFinding(Kind.MOVED, 2, third),
				new AuditFinding(Kind.MOVED, 3, second));
	}

	@Test
	void cut() {
		sql("delete from jwtauth_audit_event where chain_position > 3");
		assertThat(findings()).containsExactly(new AuditFinding(Kind.CUT, 4, null));
	}

	@Test
	void cutAndTheEndRewritten() {
		sql("update jwtauth_audit_chain set head_position = 3, head_mac = "
				+ "(select chain_mac from jwtauth_audit_event where chain_position = 3)");
		sql("delete from jwtauth_audit_event where chain_position > 3");
		assertThat(findings()).extracting(AuditFinding::kind).contains(Kind.CHAIN_CHANGED);
	}

	@Test
	void theRowOfTheChainDeleted() {
		sql("delete from jwtauth_audit_chain");
		append(1);
		assertThat(seal()).isZero();
		assertThat(findings()).extracting(AuditFinding::kind).contains(Kind.CHAIN_CHANGED);
	}

	@Test
	void everythingDeletedWhileANodeRuns() {
		sql("delete from jwtauth_audit_event");
		sql("delete from jwtauth_audit_chain");
		assertThat(findings()).extracting(AuditFinding::kind).contains(Kind.RESTORED);
	}

	@Test
	void takenOutOfTheChain() {
		sql("update jwtauth_audit_event set chain_position = null, chain_mac = null where chain_position = 2");
		seal();
		assertThat(findings()).containsExactly(new AuditFinding(Kind.DELETED, 2, null));
	}

	@Test
	void forged() {
		UUID first = id(1);
		UUID forged = UUID.randomUUID();
		sql("insert into jwtauth_audit_event (event_id, occurred_at, type, outcome, risk, secret_id, row_mac) "
				+ "select '" + forged + "', occurred_at, type, outcome, risk, secret_id, row_mac "
				+ "from jwtauth_audit_event where event_id = '" + first + "'");
		assertThat(findings()).containsExactly(new AuditFinding(Kind.CHANGED, 0, forged));
		seal();
		assertThat(findings()).containsExactly(new AuditFinding(Kind.CHANGED, 6, forged));
	}

	@Test
	void movedToALaterCenturyOrToNoDayAtAll() {
		List<String> times = switch (this.house.get(AuthDatabase.class).dialect()) {
			case POSTGRESQL -> List.of("'9999-12-31'", "'infinity'", "'-infinity'");
			case MARIADB -> List.of("'9999-12-31'", "'0000-00-00'");
			case H2 -> List.of("'9999-12-31 00:00:00+00'");
		};
		UUID third = id(3);
		for (String time : times) {
			sql((mariaDb() ? "set statement sql_mode = '' for " : "") + "update jwtauth_audit_event set occurred_at = "
					+ time + " where chain_position = 3");
			assertThat(findings()).as(time).containsExactly(new AuditFinding(Kind.CHANGED, 3, third));
		}
	}

	@Test
	void hiddenBehindASecondRowOfTheChain() {
		long far = 1L << 62;
		sql("insert into jwtauth_audit_chain (chain_id, base_position, base_mac, head_position, head_mac, secret_id, "
				+ "row_mac, sealed_at) select 2, base_position, base_mac, " + far
				+ ", head_mac, secret_id, row_mac, sealed_at from jwtauth_audit_chain where chain_id = 1");
		append(1);
		sql("update jwtauth_audit_event set chain_position = 1000 where chain_position is null");
		assertThat(findings()).extracting(AuditFinding::kind, AuditFinding::position)
			.containsExactly(tuple(Kind.ADDED, 1000L));
	}

	@Test
	void anOlderEndRestoredAndContinued() {
		sql("create table jwtauth_copy as select * from jwtauth_audit_chain");
		try {
			append(3);
			seal();
			sql("delete from jwtauth_audit_event where chain_position > 5");
			sql("delete from jwtauth_audit_chain");
			sql("insert into jwtauth_audit_chain select * from jwtauth_copy");
			append(3);
			assertThat(seal()).isZero();
			assertThat(findings()).contains(new AuditFinding(Kind.RESTORED, 8, null));
		}
		finally {
			sql("drop table jwtauth_copy");
		}
	}

	private List<AuditFinding> findings() {
		return new AuditVerification(this.chain, this.macs, this.anchor, this.events::add, Clock.systemUTC()).verify()
			.findings();
	}

	private int seal() {
		return new AuditSealer(this.chain, this.macs, this.anchor, this.house.transactions(), Clock.systemUTC()).seal();
	}

	private void append(int count) {
		for (int number = 0; number < count; number++) {
			this.house.get(AuditStore.class)
				.append(TestAudit.login(Instant.parse("2026-03-01T12:00:00Z").plusSeconds(number)));
		}
	}

	private UUID id(long position) {
		return this.chain.sealed(position - 1, position, 1).get(0).content().id();
	}

	private boolean mariaDb() {
		return this.house.get(AuthDatabase.class).dialect() == Dialect.MARIADB;
	}

	private void sql(String statement) {
		this.house.sql().update(statement);
	}

}
