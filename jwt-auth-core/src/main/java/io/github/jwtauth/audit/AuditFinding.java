package io.github.jwtauth.audit;

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
 */
public record AuditFinding(Kind kind, long position, @Nullable UUID eventId) {

	public AuditFinding {
		Objects.requireNonNull(kind, "kind");
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
		UNKNOWN_SECRET;

		/**
		 * The form in answers.
		 * @return the name in lower case
		 */
		public String code() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
