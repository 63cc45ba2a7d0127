package io.github.jwtauth.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.token.ProvenMethods;

/**
 * Where sessions live: one row per session, holding the only generation that is accepted
 * now. Each method is an intent that one statement decides; none may be implemented as
 * find-then-save. A host that keeps sessions elsewhere proves its store with
 * {@code SessionStoreContract} of the test-jar. Implementations are safe for use by many
 * threads and join the running transaction.
 */
public interface SessionStore {

	/**
	 * Adds a session at generation 0.
	 * @param session the session
	 * @param saltHash hash of its salt
	 */
	void insert(LoginSession session, SaltHash saltHash);

	/**
	 * Judges a presented token. {@link Rotation.Rotated} when one conditional update
	 * matched: session live, not expired, same generation, same salt. Otherwise the row
	 * is locked and decides: no row, or another salt, or a generation from the future is
	 * {@link Rotation.Rejected}; an ended or expired session is {@code Rejected} with its
	 * reason; the immediate parent within the window is {@link Rotation.Retried}; every
	 * older one is {@link Rotation.Replayed} and ends the session in the same
	 * transaction. Of many concurrent callers with one token exactly one gets
	 * {@code Rotated}.
	 * @param request the presented token and the rules
	 * @return the verdict
	 */
	Rotation rotate(RotationRequest request);

	/**
	 * Finds a live session.
	 * @param id which
	 * @param now the present
	 * @return the session unless it has ended or expired
	 */
	Optional<LoginSession> findLive(SessionId id, Instant now);

	/**
	 * Lists the live sessions of an account.
	 * @param accountId whose
	 * @param now the present
	 * @return oldest first
	 */
	List<LoginSession> findLive(AccountId accountId, Instant now);

	/**
	 * Whether an access token still stands for a session, told at one instant: the
	 * session is live, belongs to the account, and the account's tokens of then are not
	 * void (see {@link io.github.jwtauth.account.SubjectStore#voidAccessTokens}). A store
	 * that knows nothing of accounts answers for the session; what became of the account
	 * is then known as fast as news travel between nodes.
	 * @param id {@code sid}
	 * @param owner {@code sub}
	 * @param issuedAt {@code iat}; void are the tokens that were not issued after the
	 * instant of the change
	 * @param now the present
	 * @return whether all of that is so
	 */
	default boolean isLive(SessionId id, AccountId owner, Instant issuedAt, Instant now) {
		return findLive(id, now).filter((session) -> session.accountId().equals(owner)).isPresent();
	}

	/**
	 * Renames the device of a live session.
	 * @param id which
	 * @param owner whose it must be
	 * @param deviceName the new name, as a {@link io.github.jwtauth.Device} has it
	 * @param now the present
	 * @return whether there was such a session
	 */
	boolean rename(SessionId id, AccountId owner, String deviceName, Instant now);

	/**
	 * Ends a session. What is left of it is what {@link Rotation.Rejected} needs, until
	 * its absolute end (decision 26).
	 * @param id which
	 * @param owner whose it must be
	 * @param reason why
	 * @return whether this call ended it
	 */
	boolean end(SessionId id, AccountId owner, SessionEndReason reason);

	/**
	 * Ends a session for the holder of one of its genuine refresh tokens, of whatever
	 * generation.
	 * @param id which
	 * @param saltHash hash of the salt that was presented
	 * @param reason why
	 * @return whose session it was when this call ended it, otherwise empty
	 */
	Optional<AccountId> endByToken(SessionId id, SaltHash saltHash, SessionEndReason reason);

	/**
	 * Ends all live sessions of an account. The caller holds the subject's lock.
	 * @param accountId whose
	 * @param except the one that stays, if any
	 * @param reason why
	 * @return the sessions that this call ended
	 */
	List<SessionId> endAll(AccountId accountId, Optional<SessionId> except, SessionEndReason reason);

	/**
	 * Gives a live session a new salt after a credential event: every token handed out
	 * before is {@link Rotation.Rejected} from now on, none is ever a retry (decision 3).
	 * Its generation advances by one.
	 * @param renewal what changes
	 * @return the session after the change and its generation, or empty when it is not
	 * live
	 */
	Optional<Renewed> renew(Renewal renewal);

	/**
	 * Remembers what the owner of a live session has proven, and changes nothing else:
	 * its tokens stay good.
	 * @param id which session
	 * @param owner whose it must be
	 * @param proven all methods with their times
	 * @param now the present
	 * @return whether there was such a session
	 */
	boolean prove(SessionId id, AccountId owner, ProvenMethods proven, Instant now);

	/**
	 * Deletes sessions past their absolute end, and ends those that idled out, a bounded
	 * number each time.
	 * @param now the present
	 * @param limit most rows to touch
	 * @return how many were touched; less than the limit when nothing is left to do
	 */
	int purge(Instant now, int limit);

	/**
	 * How many sessions are live, for the operator. Asked at most once a minute, and
	 * never by a request.
	 * @param now the present
	 * @return the number, or empty where a store cannot tell it cheaply
	 */
	default OptionalLong countLive(Instant now) {
		return OptionalLong.empty();
	}

	/**
	 * A credential event of a session.
	 *
	 * @param id which session
	 * @param owner whose it must be
	 * @param saltHash hash of the new salt
	 * @param proven how and when the owner proved who they are, all methods
	 * @param now the present
	 */
	record Renewal(SessionId id, AccountId owner, SaltHash saltHash, ProvenMethods proven, Instant now) {

		/**
		 * A renewal by somebody who proves all methods now.
		 * @param id which session
		 * @param owner whose it must be
		 * @param saltHash hash of the new salt
		 * @param amr how the owner proves who they are
		 * @param now the present
		 */
		public Renewal(SessionId id, AccountId owner, SaltHash saltHash, List<String> amr, Instant now) {
			this(id, owner, saltHash, ProvenMethods.at(amr, now), now);
		}

	}

	/**
	 * A session after a credential event.
	 *
	 * @param session the session
	 * @param generation its generation
	 */
	record Renewed(LoginSession session, int generation) {

	}

}
