package io.github.jwtauth.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.DeviceType;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.audit.AuditContext.Circumstances;
import io.github.jwtauth.login.LoginFailed;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEnded;
import io.github.jwtauth.session.SessionOpened;
import io.github.jwtauth.session.SessionRefreshed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AuditTrailTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");

	private final AccountId owner = AccountId.random(RandomBytes.secure());

	private final SessionId session = SessionId.random(RandomBytes.secure());

	private final InMemoryAuditStore store = new InMemoryAuditStore(new InMemoryTransactions());

	private final List<AuditRecord> buffered = new ArrayList<>();

	private Circumstances circumstances = Circumstances.NONE;

	@Test
	void aLoginIsKeptWithItsChange() {
		this.circumstances = new Circumstances(true, null, device("Other/1.0"), "request-7");
		trail(false).keep(new SessionOpened(NOW, this.owner, this.session, device("Browser/1.0"), List.of("pwd")));

		AuditRecord kept = kept();
		assertThat(kept.type()).isEqualTo("LOGIN_SUCCEEDED");
		assertThat(kept.outcome()).isEqualTo("success");
		assertThat(kept.risk()).isEqualTo("low");
		assertThat(kept.occurredAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123456Z"));
		assertThat(kept.actor()).isEqualTo(this.owner);
		assertThat(kept.account()).isEqualTo(this.owner);
		assertThat(kept.session()).isEqualTo(this.session);
		assertThat(kept.ipAddress()).isEqualTo("192.0.2.7");
		assertThat(kept.userAgent()).isEqualTo("Browser/1.0");
		assertThat(kept.device()).isEqualTo("Firefox, Linux");
		assertThat(kept.requestId()).isEqualTo("request-7");
		assertThat(kept.metadata()).isEqualTo("{\"amr\":\"pwd\",\"new_device\":\"false\"}");
		assertThat(kept.id().version()).isEqualTo(7);
		assertThat(kept.id().variant()).isEqualTo(2);
	}

	@Test
	void aDenialWaitsForNobody() {
		trail(false).keep(failed("Browser/1.0"));
		assertThat(this.buffered).singleElement().returns("LOGIN_FAILED", AuditRecord::type);
		assertThat(this.store.find(new AuditQuery(null, null, null, 0, 10)).total()).isZero();
	}

	@Test
	void noRecordNoChange() {
		AuditStore broken = new AuditStore() {

			@Override
			public void append(AuditRecord entry) {
				throw new IllegalStateException("disk full");
			}

			@Override
			public AuditPage find(AuditQuery query) {
				return new AuditPage(List.of(), 0);
			}

		};
		AuditTrail trail = new AuditTrail(broken, this.buffered::add, () -> this.circumstances,
				AuditSettings.defaults(), RandomBytes.secure());
		assertThatThrownBy(() -> trail.keep(ended(SessionEndReason.LOGGED_OUT))).hasMessage("disk full");
	}

	@Test
	void refreshesAreKeptOnlyWhenAskedFor() {
		SessionRefreshed refreshed = new SessionRefreshed(NOW, this.owner, this.session, device("x"), false, false);
		trail(false).keep(refreshed);
		assertThat(this.store.find(new AuditQuery(null, null, null, 0, 10)).total()).isZero();
		trail(true).keep(refreshed);
		assertThat(kept().type()).isEqualTo("SESSION_REFRESHED");
	}

	@Test
	void whoDidItIsWhoeverAuthenticatedTheRequest() {
		AccountId administrator = AccountId.random(RandomBytes.secure());
		this.circumstances = new Circumstances(true, administrator, Device.unknown(), null);
		trail(false).keep(ended(SessionEndReason.REVOKED_BY_ADMIN));
		assertThat(kept().actor()).isEqualTo(administrator);
	}

	@Test
	void whoFailedIsNotTheOwner() {
		this.circumstances = new Circumstances(true, null, Device.unknown(), null);
		trail(false).keep(failed("Browser/1.0"));
		assertThat(this.buffered).singleElement()
			.returns(null, AuditRecord::actor)
			.returns(this.owner, AuditRecord::account);
	}

	@Test
	void whatAStrangerCanMakeHappenIsNotTheOwnersDoing() {
		this.circumstances = new Circumstances(true, null, Device.unknown(), null);
		trail(false).keep(ended(SessionEndReason.REFRESH_TOKEN_REUSE));
		assertThat(kept().actor()).isNull();
	}

	@Test
	void anOperatorWhomOnlyTheHostKnowsIsNotTheOwner() {
		this.circumstances = new Circumstances(true, null, Device.unknown(), null);
		for (AuditEventType type : List.of(AuditEventType.ROLES_CHANGED, AuditEventType.ACCOUNT_DISABLED,
				AuditEventType.ACCOUNT_ENABLED, AuditEventType.PROFILE_CHANGED, AuditEventType.DELETION_PLANNED,
				AuditEventType.ACCOUNT_DELETED, AuditEventType.PERSONAL_DATA_EXPORTED,
				AuditEventType.INVITATION_SENT)) {
			trail(false).keep(new Done(NOW, this.owner, type));
			assertThat(this.store.find(new AuditQuery(null, type, null, 0, 2)).items()).singleElement()
				.returns(null, AuditRecord::actor)
				.returns(this.owner, AuditRecord::account);
		}
	}

	@Test
	void theSystemIsNobody() {
		trail(false).keep(ended(SessionEndReason.LOGGED_OUT));
		assertThat(kept().actor()).isNull();
		assertThat(kept().type()).isEqualTo("LOGGED_OUT");
	}

	@Test
	void noTextBeginsALineOfItsOwnOrLeavesItsQuotes() {
		String attack = "a\r\n2026 admin logged in\u001B[2J\u2028\u202E\\\"},{\"x\":\"${jndi:ldap://evil}\uD800";
		trail(false).keep(new Strange(NOW, attack));
		AuditRecord kept = kept();
		assertThat(List.of(kept.reason(), kept.metadata(), AuditLine.of(kept)))
			.allSatisfy((text) -> assertThat(text.codePoints()).noneMatch(Character::isISOControl)
				.noneMatch((codePoint) -> codePoint == 0x2028 || codePoint == 0x202E)
				.noneMatch((codePoint) -> codePoint >= 0xD800 && codePoint <= 0xDFFF));
		assertThat(kept.reason()).hasSizeLessThanOrEqualTo(64);
		assertThat(kept.metadata()).contains("\\\\\\\"},{\\\"x\\\":").startsWith("{\"attack\":\"a").endsWith("\"}");
	}

	@Test
	void metadataAreBounded() {
		trail(false).keep(new Strange(NOW, "x".repeat(5000)));
		assertThat(kept().metadata()).isNull();
		assertThat(AuditText.json(Map.of("a", "1", "b", "y".repeat(4090), "c", "3"), 4096))
			.isEqualTo("{\"a\":\"1\",\"c\":\"3\"}");
	}

	@Test
	void aTrailOfLessThanNinetyDaysIsNone() {
		assertThatIllegalArgumentException().isThrownBy(() -> new AuditSettings(Duration.ofDays(89), false));
	}

	private AuditTrail trail(boolean persistRefreshes) {
		return new AuditTrail(this.store, this.buffered::add, () -> this.circumstances,
				new AuditSettings(AuditSettings.SHORTEST_RETENTION, persistRefreshes), RandomBytes.secure());
	}

	private AuditRecord kept() {
		return this.store.find(new AuditQuery(null, null, null, 0, 1)).items().get(0);
	}

	private SessionEnded ended(SessionEndReason reason) {
		return new SessionEnded(NOW, this.owner, this.session, reason);
	}

	private LoginFailed failed(String userAgent) {
		return new LoginFailed(NOW, this.owner, device(userAgent), LoginFailed.Reason.WRONG_PASSWORD);
	}

	private static Device device(String userAgent) {
		return new Device("her laptop", DeviceType.DESKTOP, "Firefox", "Linux", userAgent, "192.0.2.7", null, null);
	}

	private record Done(Instant at, AccountId accountId, AuditEventType type) implements AuditedEvent {

		@Override
		public AuditEntry audit() {
			return AuditEntry.success(this.type);
		}

	}

	private record Strange(Instant at, String attack) implements AuditedEvent {

		@Override
		public @Nullable AccountId accountId() {
			return null;
		}

		@Override
		public AuditEntry audit() {
			return AuditEntry.success(AuditEventType.PROFILE_CHANGED).because(this.attack).with("attack", this.attack);
		}

	}

}
