package io.github.jwtauth.boot.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditPage;
import io.github.jwtauth.audit.AuditQuery;
import io.github.jwtauth.audit.AuditReport;
import io.github.jwtauth.audit.AuditStore;
import io.github.jwtauth.audit.AuditTrailRead;
import io.github.jwtauth.audit.AuditVerification;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;

/**
 * Shows the audit trail to administrators. Who is one is decided before.
 */
@AuthController
final class AuditController {

	private static final int SIZE = 50;

	private static final int LARGEST = 100;

	private static final int LAST_PAGE = 1_000_000;

	private static final int TEXT_CHARS = 64;

	private final AuditStore store;

	private final @Nullable AuditVerification verification;

	private final AuthEventPublisher events;

	private final Clock clock;

	AuditController(AuditStore store, @Nullable AuditVerification verification, AuthEventPublisher events,
			Clock clock) {
		this.store = store;
		this.verification = verification;
		this.events = events;
		this.clock = clock;
	}

	@GetMapping("/admin/audit-events")
	AuditEventsResponse find(HttpServletRequest request) {
		AuditQuery query = new AuditQuery(parameter(request, "account", AuditController::account),
				parameter(request, "type", AuditController::type),
				parameter(request, "since", AuditController::instant),
				QueryParameters.number(request, "page", 0, 0, LAST_PAGE),
				QueryParameters.number(request, "size", SIZE, 1, LARGEST));
		AuditPage found = this.store.find(query);
		this.events.publish(new AuditTrailRead(this.clock.instant(), query.account(), "audit_trail"));
		return AuditEventsResponse.of(query, found);
	}

	@GetMapping("/admin/audit-events/verify")
	AuditReportResponse verify() {
		if (this.verification == null) {
			throw new AuthException(AuthErrorCode.NOT_SUPPORTED, "The audit trail is kept, and verified, elsewhere.");
		}
		AuditReport report = this.verification.verify();
		this.events.publish(new AuditTrailRead(this.clock.instant(), null, "audit_verification"));
		return AuditReportResponse.of(report);
	}

	private static <T> @Nullable T parameter(HttpServletRequest request, String name,
			Function<String, Optional<T>> reading) {
		String text = QueryParameters.text(request, name, TEXT_CHARS);
		if (text == null || text.isEmpty()) {
			return null;
		}
		return reading.apply(text)
			.orElseThrow(() -> new InvalidInputException(name, name + "_invalid", "This is not a valid " + name + "."));
	}

	private static Optional<AccountId> account(String text) {
		return AccountId.parse(text);
	}

	private static Optional<AuditEventType> type(String text) {
		String name = text.toUpperCase(Locale.ROOT);
		return Arrays.stream(AuditEventType.values()).filter((type) -> type.name().equals(name)).findFirst();
	}

	/** A plus that was not escaped arrives as a space. */
	private static Optional<Instant> instant(String text) {
		try {
			return Optional.of(OffsetDateTime.parse(text.replace(' ', '+')).toInstant())
				.filter((instant) -> Math.abs(instant.getEpochSecond()) < 253_402_300_800L);
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

}
