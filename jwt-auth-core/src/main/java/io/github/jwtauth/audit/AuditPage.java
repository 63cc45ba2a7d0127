package io.github.jwtauth.audit;

import java.util.List;

/**
 * A part of what was found.
 *
 * @param items the newest first
 * @param total how many there are on all pages
 */
public record AuditPage(List<AuditRecord> items, long total) {

	public AuditPage {
		items = List.copyOf(items);
	}

}
