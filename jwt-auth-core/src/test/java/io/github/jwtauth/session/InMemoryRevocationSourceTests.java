package io.github.jwtauth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.InMemorySubjectStore;
import io.github.jwtauth.account.SubjectStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InMemoryRevocationSourceTests extends RevocationSourceContract {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final MovableClock clock = new MovableClock(Instant.now());

	private final InMemorySessionStore sessions = new InMemorySessionStore(this.transactions, this.clock);

	private final InMemorySubjectStore subjects = new InMemorySubjectStore(this.transactions, this.clock);

	@Override
	protected RevocationSource source() {
		return new InMemoryRevocationSource(this.sessions, this.subjects);
	}

	@Override
	protected SessionStore sessions() {
		return this.sessions;
	}

	@Override
	protected SubjectStore subjects() {
		return this.subjects;
	}

	@Test
	void whatHappenedLongAgoIsNotRead() {
		AccountId owner = this.subjects.subjectOf("a").id();
		Instant now = this.clock.instant();
		LoginSession session = new LoginSession(SessionId.random(RandomBytes.secure()), owner, TestDevices.phone(),
				List.of("pwd"), now, false, now, now, now.plusSeconds(60), now.plusSeconds(60));
		this.sessions.insert(session, Salt.random(RandomBytes.secure()).hash());
		this.sessions.end(session.id(), owner, SessionEndReason.LOGGED_OUT);
		this.subjects.voidAccessTokens(owner, now);
		this.clock.advance(Duration.ofSeconds(61));
		assertThat(source().within(Duration.ofSeconds(60)).endedSessions()).isEmpty();
		assertThat(source().within(Duration.ofSeconds(60)).changedAccounts()).isEmpty();
		assertThat(source().within(Duration.ofSeconds(61)).endedSessions()).containsExactly(session.id());
		assertThat(source().within(Duration.ofSeconds(61)).changedAccounts()).containsKey(owner);
	}

}
