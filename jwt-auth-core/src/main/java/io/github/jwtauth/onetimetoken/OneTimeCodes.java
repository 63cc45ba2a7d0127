package io.github.jwtauth.onetimetoken;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.KeyPurpose;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore.Pending;

/**
 * Short codes for somebody whose mail is on another device than their browser. Eight
 * digits can be guessed, so a code stands for one account, dies after {@value #ATTEMPTS}
 * attempts, and every attempt is taken away and committed before the code is compared:
 * callers at the same time have no more of them. The link of the same mail works on. A
 * code does not outlive a change of {@code jwtauth.secret}: it carries no id of the key.
 * Safe for use by many threads.
 */
public final class OneTimeCodes {

	/** How often somebody may try. */
	public static final int ATTEMPTS = 5;

	private static final int DIGITS = 8;

	private static final long CODES = 100_000_000;

	private static final Pattern FORM = Pattern.compile("[0-9]{8}");

	private static final byte[] CODE = "code".getBytes(StandardCharsets.US_ASCII);

	private final OneTimeTokens tokens;

	private final OneTimeTokenStore store;

	private final Transactions transactions;

	private final SecretKeys keys;

	private final RandomBytes random;

	private final Clock clock;

	public OneTimeCodes(OneTimeTokens tokens, OneTimeTokenStore store, Transactions transactions, SecretKeys keys,
			RandomBytes random, Clock clock) {
		this.tokens = tokens;
		this.store = store;
		this.transactions = transactions;
		this.keys = keys;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * Issues a token with a code. Both supersede what was issued before. Joins the
	 * running transaction.
	 * @param offer of a purpose of which only the newest is good, for any browser
	 * @return what the holder gets
	 */
	public IssuedCode issue(TokenOffer offer) {
		if (!offer.purpose().newestOnly() || offer.browser() != null) {
			throw new IllegalArgumentException("a code stands for the only token of its purpose, in any browser");
		}
		Secret code = newCode();
		AccountId owner = offer.subject().id();
		return this.transactions.join(() -> {
			Secret token = this.tokens.issue(offer);
			this.store.setCode(owner, offer.purpose(), hash(owner, offer.purpose(), code), ATTEMPTS);
			return new IssuedCode(token, code);
		});
	}

	/**
	 * Draws and hashes what {@link #issue} would, for nobody: what an answer takes must
	 * not tell whether there is an account (requirement R-21).
	 */
	public void pretend() {
		this.tokens.pretend(OneTimeTokenPurpose.EMAIL_VERIFICATION);
		AccountId nobody = AccountId.random(this.random);
		hash(nobody, OneTimeTokenPurpose.EMAIL_VERIFICATION, newCode());
	}

	/**
	 * What waits.
	 * @param purpose of which only the newest is good
	 * @param accountId whose
	 * @return what it stands for, or empty
	 */
	public Optional<OneTimeToken> pending(OneTimeTokenPurpose purpose, AccountId accountId) {
		return this.store.findPending(accountId, purpose, this.clock.instant()).map(Pending::token);
	}

	/**
	 * Compares a code, at the price of an attempt. Call it outside of a transaction: the
	 * attempt is spent whatever follows.
	 * @param purpose what it is presented for
	 * @param accountId whose
	 * @param presented what somebody typed
	 * @return what it stands for, or empty when it is not good for this; why is not told
	 */
	public Optional<OneTimeToken> attempt(OneTimeTokenPurpose purpose, AccountId accountId, Secret presented) {
		if (!FORM.matcher(presented.reveal()).matches()
				|| !this.transactions.alone(() -> this.store.spendAttempt(accountId, purpose, this.clock.instant()))) {
			return Optional.empty();
		}
		TokenHash hash = hash(accountId, purpose, presented);
		return this.store.findPending(accountId, purpose, this.clock.instant())
			.filter((pending) -> hash.equals(pending.code()))
			.map(Pending::token);
	}

	/**
	 * Uses up a code and its token; call it in the transaction of the effect, after the
	 * subject's lock was taken.
	 * @param purpose what it is presented for
	 * @param accountId whose
	 * @param presented what {@link #attempt} took
	 * @return whether this call used it up
	 */
	public boolean consume(OneTimeTokenPurpose purpose, AccountId accountId, Secret presented) {
		return this.store.consumeByCode(accountId, purpose, hash(accountId, purpose, presented), this.clock.instant());
	}

	/** The remainder favours no code by more than one in ten thousand millions. */
	private Secret newCode() {
		long number = ByteBuffer.wrap(this.random.next(Long.BYTES)).getLong();
		String digits = Long.toString(Long.remainderUnsigned(number, CODES));
		return Secret.of("0".repeat(DIGITS - digits.length()) + digits);
	}

	/**
	 * With the owner in it, so that equal codes have different hashes; begins as neither
	 * that of a token nor that of a browser does.
	 */
	private TokenHash hash(AccountId owner, OneTimeTokenPurpose purpose, Secret code) {
		byte[] name = purpose.name().getBytes(StandardCharsets.US_ASCII);
		byte[] id = ByteBuffer.allocate(2 * Long.BYTES)
			.putLong(owner.value().getMostSignificantBits())
			.putLong(owner.value().getLeastSignificantBits())
			.array();
		return new TokenHash(this.keys.current(KeyPurpose.ONE_TIME_TOKEN)
			.mac(new byte[1], CODE, new byte[] { (byte) name.length }, name, id,
					code.reveal().getBytes(StandardCharsets.US_ASCII)));
	}

}
