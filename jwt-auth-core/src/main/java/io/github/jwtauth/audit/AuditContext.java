package io.github.jwtauth.audit;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import org.jspecify.annotations.Nullable;

/**
 * What the request at hand tells the audit trail. Asked in the thread that publishes an
 * event; must not throw.
 */
@FunctionalInterface
public interface AuditContext {

	/**
	 * The request at hand.
	 * @return what is known of it, {@link Circumstances#NONE} when there is none
	 */
	Circumstances circumstances();

	/**
	 * Who does something, and from where.
	 *
	 * @param requested whether there is a request at all
	 * @param actor who has authenticated it, or {@code null}
	 * @param device where from
	 * @param requestId its name, or {@code null}
	 */
	record Circumstances(boolean requested, @Nullable AccountId actor, Device device, @Nullable String requestId) {

		/** Nobody asked for it: the system does it by itself. */
		public static final Circumstances NONE = new Circumstances(false, null, Device.unknown(), null);

	}

}
