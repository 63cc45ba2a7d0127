/**
 * Keeps the audit trail: from events to records, the chain over them, and who may read.
 */
@NullMarked
package io.github.jwtauth.boot.audit;

import org.jspecify.annotations.NullMarked;
