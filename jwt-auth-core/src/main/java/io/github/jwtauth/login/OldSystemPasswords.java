package io.github.jwtauth.login;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.password.OldSystem;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an {@link OldSystem} about accounts whose password is not here yet. What it says
 * yes to is stored, and then checked as everything else that is stored: of two first
 * logins at once one stores and both may be right, and a password that was changed here
 * in the meantime wins. The work of a comparison is done in any case (requirement R-19).
 * Safe for use by many threads.
 */
public final class OldSystemPasswords implements PasswordCheck {

	private static final Logger logger = LoggerFactory.getLogger(OldSystemPasswords.class);

	/** A system that hangs must not take all threads of the server along. */
	private static final int QUESTIONS = 16;

	private final Semaphore questions = new Semaphore(QUESTIONS);

	private final OldSystem oldSystem;

	private final AccountLookup lookup;

	private final AccountStore accounts;

	private final Passwords passwords;

	private final Transactions transactions;

	private final StoredPasswords stored;

	public OldSystemPasswords(OldSystem oldSystem, AccountLookup lookup, AccountStore accounts, Passwords passwords,
			Transactions transactions) {
		this.oldSystem = oldSystem;
		this.lookup = lookup;
		this.accounts = accounts;
		this.passwords = passwords;
		this.transactions = transactions;
		this.stored = new StoredPasswords(lookup, passwords);
	}

	@Override
	public PasswordVerdict check(String identifier, RawPassword password) {
		this.passwords.requireRoom();
		Optional<KnownAccount> found = this.lookup.byIdentifier(identifier);
		PasswordVerdict verdict = this.stored.compare(withoutMarker(found), password);
		boolean moved = found.isEmpty() ? bring(identifier, password) : ask(found.get().account(), password);
		return moved ? this.stored.check(identifier, password) : verdict;
	}

	private boolean ask(Account account, RawPassword password) {
		if (!OldSystem.ASK.equals(account.passwordHash())
				|| !answerOf(() -> this.oldSystem.accepts(account, password.normalized()))) {
			return false;
		}
		Secret hash = encoded(password);
		return hash != null && this.transactions.alone(() -> {
			this.accounts.replacePasswordHash(account.key(), OldSystem.ASK, hash);
			return true;
		});
	}

	private boolean bring(String identifier, RawPassword password) {
		Optional<Account> brought = answerOf(() -> this.oldSystem.bring(identifier, password.normalized()));
		Secret hash = brought.isPresent() ? encoded(password) : null;
		if (hash == null) {
			return false;
		}
		Account account = brought.get().withPasswordHash(hash);
		boolean inserted = this.transactions.alone(() -> this.accounts.insertIfAbsent(account));
		if (this.lookup.byIdentifier(identifier).isEmpty()) {
			logger.error("The old system brought an account ({}) that is not found by what its owner typed",
					inserted ? "it is stored now" : "its key, address or username is another account's");
		}
		return true;
	}

	/** A host's bcrypt takes 72 bytes and throws (requirement R-04). */
	private @Nullable Secret encoded(RawPassword password) {
		try {
			return this.passwords.encode(password);
		}
		catch (IllegalArgumentException ex) {
			logger.warn("A password that the old system takes cannot be stored here; the login is refused", ex);
			return null;
		}
	}

	/**
	 * Whatever is thrown there, also a refusal of ours about what came back, is no
	 * verdict.
	 */
	private <T> T answerOf(Supplier<T> question) {
		if (!this.questions.tryAcquire()) {
			throw new AuthException(AuthErrorCode.BUSY, "Too many logins at once, please try again.",
					Duration.ofSeconds(1), null);
		}
		try {
			return Objects.requireNonNull(question.get(), "the old system answered with nothing");
		}
		catch (RuntimeException ex) {
			throw AuthException.unavailable(ex);
		}
		finally {
			this.questions.release();
		}
	}

	/** The marker is no hash: nothing to compare with, and nothing to complain about. */
	private static Optional<KnownAccount> withoutMarker(Optional<KnownAccount> found) {
		return found.map((known) -> OldSystem.ASK.equals(known.account().passwordHash())
				? new KnownAccount(known.subject(), known.account().withPasswordHash(null)) : known);
	}

}
