package io.github.jwtauth.audit;

import java.util.List;

/**
 * Keeps the audit trail. A host that keeps it elsewhere has its own; the chain that makes
 * changes visible belongs to the built-in one, and is then the business of that other
 * place. Called by many threads.
 */
public interface AuditStore {

	/**
	 * Adds a record. Joins the running transaction, so that it commits or vanishes with
	 * the change that it tells of.
	 * @param entry what happened
	 * @throws RuntimeException when it cannot be kept; what it tells of then does not
	 * happen either (requirement R-99)
	 */
	void append(AuditRecord entry);

	/**
	 * Adds records of which nobody waits for one. Called inside a transaction of its own
	 * by one thread.
	 * @param entries what happened, in order
	 */
	default void appendAll(List<AuditRecord> entries) {
		entries.forEach(this::append);
	}

	/**
	 * Reads records.
	 * @param query which
	 * @return a page of them, the newest first
	 */
	AuditPage find(AuditQuery query);

}
