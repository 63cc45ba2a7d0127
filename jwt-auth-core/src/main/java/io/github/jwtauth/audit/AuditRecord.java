package io.github.jwtauth.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit trail. Type, outcome and risk are texts because a line may be
 * older or newer than this version of the library.
 *
 * @param id its own, which sorts roughly by time
 * @param occurredAt when it happened, cut to microseconds
 * @param type the name of an {@link AuditEventType}
 * @param outcome {@code success} or {@code failure}
 * @param reason why, as a code in lower case, or {@code null}
 * @param risk the code of a {@link RiskLevel}
 * @param actor who did it, or {@code null} when nobody is known: a stranger, or the
 * system by itself
 * @param account whose account it concerns, or {@code null}
 * @param session which session, or {@code null}
 * @param ipAddress the address of the request, or {@code null}
 * @param userAgent what the client says of itself, or {@code null}
 * @param device families of browser and system, or {@code null}
 * @param requestId the name of the request in logs and answers, or {@code null}
 * @param metadata an object of texts as JSON, at most {@value #METADATA_CHARS}
 * characters, or {@code null}
 */
public record AuditRecord(UUID id, Instant occurredAt, String type, String outcome, @Nullable String reason,
		String risk, @Nullable AccountId actor, @Nullable AccountId account, @Nullable SessionId session,
		@Nullable String ipAddress, @Nullable String userAgent, @Nullable String device, @Nullable String requestId,
		@Nullable String metadata) {

	/** The longest metadata that are kept. */
	public static final int METADATA_CHARS = 4096;

	/** The outcome of what was done. */
	public static final String SUCCESS = "success";

	/** The outcome of what was refused or went wrong. */
	public static final String FAILURE = "failure";

	public AuditRecord {
		Objects.requireNonNull(id, "id");
		Objects.requireNonNull(type, "type");
		Objects.requireNonNull(outcome, "outcome");
		Objects.requireNonNull(risk, "risk");
		occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
	}

	/** Addresses and devices are personal data. */
	@Override
	public String toString() {
		return "AuditRecord[" + this.id + ", " + this.type + ", " + this.outcome + "]";
	}

}
