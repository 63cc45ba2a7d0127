package io.github.jwtauth.session;

import java.time.Duration;

import io.github.jwtauth.account.InMemorySubjectStore;

/**
 * What ended or changed lately, in memory.
 */
public final class InMemoryRevocationSource implements RevocationSource {

	private final InMemorySessionStore sessions;

	private final InMemorySubjectStore subjects;

	public InMemoryRevocationSource(InMemorySessionStore sessions, InMemorySubjectStore subjects) {
		this.sessions = sessions;
		this.subjects = subjects;
	}

	@Override
	public Revocations within(Duration lookBack) {
		return new Revocations(this.sessions.endedWithin(lookBack), this.subjects.voidedWithin(lookBack));
	}

}
