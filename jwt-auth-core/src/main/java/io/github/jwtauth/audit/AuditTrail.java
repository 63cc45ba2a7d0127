package io.github.jwtauth.audit;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.audit.AuditContext.Circumstances;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of every event that says what is to be kept of it (requirements R-94,
 * What changed something is kept in the transaction of the change: no record, no
 * change. The rest is handed over and never waited for. Safe for use by many threads.
 */
public final class AuditTrail {

	/**
	 * What only the owner can do, with a password, a token or a mail of theirs.
	 * Everything else may be an operator's doing, whom the host knows and we do not.
	 */
	private static final Set<AuditEventType> BY_OWNER = EnumSet.of(AuditEventType.LOGIN_SUCCEEDED,
			AuditEventType.REAUTHENTICATED, AuditEventType.EXTERNAL_IDENTITY_LINKED, AuditEventType.SESSION_REFRESHED,
			AuditEventType.LOGGED_OUT, AuditEventType.SESSION_DISOWNED, AuditEventType.ACCOUNT_REGISTERED,
			AuditEventType.EMAIL_VERIFIED, AuditEventType.EMAIL_CHANGED, AuditEventType.EMAIL_CHANGE_UNDONE,
			AuditEventType.PASSWORD_CHANGED, AuditEventType.PASSWORD_RESET);

	private static final int CODE_CHARS = 64;

	private static final int ADDRESS_CHARS = 128;

	private static final int USER_AGENT_CHARS = 256;

	private static final int DEVICE_CHARS = 256;

	private final AuditStore store;

	private final Consumer<AuditRecord> buffer;

	private final AuditContext context;

	private final AuditSettings settings;

	private final RandomBytes random;

	/**
	 * Wires the trail.
	 * @param store keeps what changed something
	 * @param buffer takes the rest; must neither throw nor wait
	 * @param context the request at hand
	 * @param settings what is kept
	 * @param random draws ids
	 */
	public AuditTrail(AuditStore store, Consumer<AuditRecord> buffer, AuditContext context, AuditSettings settings,
			RandomBytes random) {
		this.store = store;
		this.buffer = buffer;
		this.context = context;
		this.settings = settings;
		this.random = random;
	}

	/**
	 * Keeps an event. Call it in the transaction of the change.
	 * @param event what happened
	 * @throws RuntimeException when something was changed and cannot be recorded
	 */
	public void keep(AuditedEvent event) {
		AuditEntry entry = event.audit();
		if (entry.type() == AuditEventType.SESSION_REFRESHED && !this.settings.persistRefreshes()) {
			return;
		}
		AuditRecord made = recordOf(event, entry);
		if (entry.type().recording() == AuditEventType.Recording.BUFFERED) {
			this.buffer.accept(made);
		}
		else {
			this.store.append(made);
		}
	}

	private AuditRecord recordOf(AuditedEvent event, AuditEntry entry) {
		Circumstances now = this.context.circumstances();
		Device device = Objects.requireNonNullElse(entry.device(), now.device());
		return new AuditRecord(newId(event.at()), event.at(), entry.type().name(),
				entry.succeeded() ? AuditRecord.SUCCESS : AuditRecord.FAILURE,
				AuditText.clean(entry.reason(), CODE_CHARS), entry.risk().code(), actorOf(event, entry, now),
				event.accountId(), entry.sessionId(), AuditText.clean(device.ipAddress(), ADDRESS_CHARS),
				AuditText.clean(device.userAgent(), USER_AGENT_CHARS), AuditText.clean(familyOf(device), DEVICE_CHARS),
				AuditText.clean(now.requestId(), CODE_CHARS),
				AuditText.json(entry.metadata(), AuditRecord.METADATA_CHARS));
	}

	/**
	 * Whoever has authenticated the request; without one, whoever succeeded in what only
	 * the owner can do.
	 */
	private static @Nullable AccountId actorOf(AuditedEvent event, AuditEntry entry, Circumstances now) {
		if (now.actor() != null || !now.requested()) {
			return now.actor();
		}
		return (entry.succeeded() && BY_OWNER.contains(entry.type())) ? event.accountId() : null;
	}

	/** Not what its owner calls it: that is a name, and outlives nobody. */
	private static String familyOf(Device device) {
		return Stream.of(device.browser(), device.os()).filter(Objects::nonNull).collect(Collectors.joining(", "));
	}

	/** RFC 9562 version 7: neighbours in time are neighbours in the index. */
	private UUID newId(Instant at) {
		byte[] random = this.random.next(10);
		long high = (at.toEpochMilli() << 16) | 0x7000 | ((random[0] & 0x0F) << 8) | (random[1] & 0xFF);
		long low = 0;
		for (int index = 2; index < random.length; index++) {
			low = (low << 8) | (random[index] & 0xFF);
		}
		return new UUID(high, (low & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
	}

}
