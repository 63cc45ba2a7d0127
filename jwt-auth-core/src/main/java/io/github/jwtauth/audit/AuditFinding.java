package io.github.jwtauth.audit;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is not as it was written.
 *
 * @param kind what is wrong
 * @param position where in the chain; 0 when that is not known
 * @param eventId which record, or {@code null} when it is gone
 * @param at when it happened, or {@code null} when nobody can tell
 */
public record AuditFinding(Kind kind, long position, @Nullable UUID eventId, @Nullable Instant at) {

	public AuditFinding {
		Objects.requireNonNull(kind, "kind");
	}

	/**
	 * Something of which nobody can tell when it happened.
	 * @param kind what is wrong
	 * @param position where in the chain; 0 when that is not known
	 * @param eventId which record, or {@code null} when it is gone
	 */
	public AuditFinding(Kind kind, long position, @Nullable UUID eventId) {
		this(kind, position, eventId, null);
	}

	/**
	 * What can be wrong.
	 */
	public enum Kind {

		/** A record is not what was written, or was never written by us. */
		CHANGED,

		/** A record is gone from the middle. */
		DELETED,

		/** A record stands where it was not. */
		MOVED,

		/** Records are gone from the end. */
		CUT,

		/** Records stand outside of the chain. */
		ADDED,

		/** The row that says where the chain begins and ends is gone or not ours. */
		CHAIN_CHANGED,

		/** The chain is shorter than it has been, as after an older copy was restored. */
		RESTORED,

		/** A record was made with a secret that is not configured any more. */
		UNKNOWN_SECRET,

		/**
		 * The chain was begun anew behind this position, because its secret was not
		 * configured any more. What is before it cannot be verified.
		 */
		RESTARTED,

		/** Records have been waiting too long for their place in the chain. */
		WAITING;

		/**
		 * The form in answers.
		 * @return the name in lower case
		 */
		public String code() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
