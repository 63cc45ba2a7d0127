package io.github.jwtauth.audit;

import io.github.jwtauth.AuthEvent;

/**
 * An event that the audit trail keeps. Hosts may publish events of their own that
 * implement it, with one of the types that there are.
 */
public interface AuditedEvent extends AuthEvent {

	/**
	 * What to keep.
	 * @return the entry; time and account come from the event, the rest from the request
	 */
	AuditEntry audit();

}
