package io.github.jwtauth.onetimetoken;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.DerivedKey;
import io.github.jwtauth.KeyPurpose;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * Issues and consumes tokens that are good once (requirement R-73). What the holder
 * carries is {@code jot_} and base64url of secret id and 256 random bits; the store keeps
 * a hash under a key of that secret, with the purpose in it. There is one spelling per
 * token. Safe for use by many threads.
 */
public final class OneTimeTokens {

	private static final String PREFIX = "jot_";

	private static final int RANDOM_BYTES = 32;

	private static final int BODY_BYTES = Integer.BYTES + RANDOM_BYTES;

	/** Divisible by three: every character counts, so that there is one spelling. */
	private static final int LENGTH = PREFIX.length() + BODY_BYTES * 4 / 3;

	private static final byte[] BROWSER = "browser".getBytes(StandardCharsets.US_ASCII);

	private final OneTimeTokenStore store;

	private final SubjectStore subjects;

	private final Transactions transactions;

	private final SecretKeys keys;

	private final RandomBytes random;

	private final Clock clock;

	public OneTimeTokens(OneTimeTokenStore store, SubjectStore subjects, Transactions transactions, SecretKeys keys,
			RandomBytes random, Clock clock) {
		this.store = store;
		this.subjects = subjects;
		this.transactions = transactions;
		this.keys = keys;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * Draws what a browser is recognised by, for {@link TokenOffer#browser()}.
	 * @return 256 random bits, base64url
	 */
	public Secret newBrowser() {
		return Secret.of(text(this.random.next(RANDOM_BYTES)));
	}

	/**
	 * Issues a token. Where the newest supersedes the others, they are void when this
	 * returns; of two concurrent calls one token is left. Joins the running transaction.
	 * @param offer what it stands for
	 * @return what the holder gets, shown once
	 */
	public Secret issue(TokenOffer offer) {
		return issue(offer, offer.purpose().newestOnly());
	}

	/**
	 * Issues a token of which only the newest is good, unless nobody would be told: then
	 * those before it stay good, at the same price. Joins the running transaction.
	 * @param offer what it stands for
	 * @param room whether the holder can be told; asked under the subject's lock
	 * @return what the holder gets, or empty
	 */
	public Optional<Secret> issueIf(TokenOffer offer, BooleanSupplier room) {
		return this.transactions.join(() -> {
			this.subjects.lock(offer.subject().id());
			if (room.getAsBoolean()) {
				return Optional.of(put(offer, true));
			}
			putNothing(offer.purpose(), (nobody) -> true);
			return Optional.empty();
		});
	}

	Secret issue(TokenOffer offer, boolean newestOnly) {
		return this.transactions.join(() -> {
			if (newestOnly) {
				this.subjects.lock(offer.subject().id());
			}
			return put(offer, newestOnly);
		});
	}

	private Secret put(TokenOffer offer, boolean newestOnly) {
		DerivedKey key = this.keys.current(KeyPurpose.ONE_TIME_TOKEN);
		byte[] body = newBody(key);
		OneTimeToken token = new OneTimeToken(offer.purpose(), offer.subject().id(),
				offer.subject().credentialVersion(), offer.payload(), this.clock.instant().plus(offer.lifetime()));
		if (newestOnly) {
			this.store.removeAll(token.accountId(), token.purpose());
		}
		this.store.insert(hash(key, token.purpose(), body), hash(key, offer.browser()), token);
		return Secret.of(PREFIX + text(body));
	}

	/**
	 * Does the work of {@link #issue} and issues nothing, so that an answer about an
	 * account that does not exist takes what the others take (requirement R-21). Joins
	 * the running transaction.
	 * @param purpose of the token that is not issued
	 */
	public void pretend(OneTimeTokenPurpose purpose) {
		this.transactions.join(() -> putNothing(purpose, this.subjects::lock));
	}

	private boolean putNothing(OneTimeTokenPurpose purpose, Predicate<AccountId> lock) {
		DerivedKey key = this.keys.current(KeyPurpose.ONE_TIME_TOKEN);
		byte[] body = newBody(key);
		AccountId nobody = AccountId
			.random((length) -> Arrays.copyOfRange(body, Integer.BYTES, Integer.BYTES + length));
		if (purpose.newestOnly()) {
			lock.test(nobody);
			this.store.removeAll(nobody, purpose);
		}
		return this.store.consume(new Ticket(hash(key, purpose, body), purpose, null), this.clock.instant());
	}

	/**
	 * Looks at a token and leaves it as it is.
	 * @param purpose what it is presented for
	 * @param presented what somebody presented
	 * @param browser what the browser carries, or {@code null}
	 * @return what it stands for, or empty when it is not good for this; why is not told
	 */
	public Optional<OneTimeToken> find(OneTimeTokenPurpose purpose, Secret presented, @Nullable Secret browser) {
		return ticket(purpose, presented, browser).flatMap((ticket) -> this.store.find(ticket, this.clock.instant()));
	}

	/**
	 * Takes one attempt away from a token that is answered for by something else, before
	 * that is compared. Call it outside of a transaction: the attempt is spent whatever
	 * follows (requirement R-69).
	 * @param purpose what it is presented for
	 * @param presented what somebody presented
	 * @param limit how many attempts a token of the purpose has
	 * @return whether there was one left
	 */
	public boolean spendAttempt(OneTimeTokenPurpose purpose, Secret presented, int limit) {
		return ticket(purpose, presented, null).filter(
				(ticket) -> this.transactions.alone(() -> this.store.spendAttempt(ticket, limit, this.clock.instant())))
			.isPresent();
	}

	/**
	 * Voids what an account was given for one purpose. Joins the running transaction.
	 * @param accountId whose
	 * @param purpose which
	 */
	public void voidAll(AccountId accountId, OneTimeTokenPurpose purpose) {
		this.store.removeAll(accountId, purpose);
	}

	/**
	 * Uses a token up; call it in the transaction of its effect, after the subject's lock
	 * was taken.
	 * @param purpose what it is presented for
	 * @param presented what somebody presented
	 * @param browser what the browser carries, or {@code null}
	 * @return whether this call used it up
	 */
	public boolean consume(OneTimeTokenPurpose purpose, Secret presented, @Nullable Secret browser) {
		return ticket(purpose, presented, browser).filter((ticket) -> this.store.consume(ticket, this.clock.instant()))
			.isPresent();
	}

	/**
	 * Voids the tokens that must not outlive a change of a credential. Joins the running
	 * transaction; the caller holds the subject's lock.
	 * @param accountId whose
	 */
	public void credentialChanged(AccountId accountId) {
		this.store.removeAll(accountId, OneTimeTokenPurpose.voidAfterCredentialChange());
	}

	/**
	 * Voids what somebody may have prepared who had an account that is not theirs: what a
	 * change of a credential voids, and the invitations, which would let them in again
	 * with the roles of the owner. Joins the running transaction; the caller holds the
	 * subject's lock.
	 * @param accountId whose
	 */
	public void accountRecovered(AccountId accountId) {
		Set<OneTimeTokenPurpose> prepared = EnumSet.of(OneTimeTokenPurpose.INVITATION);
		prepared.addAll(OneTimeTokenPurpose.voidAfterCredentialChange());
		this.store.removeAll(accountId, prepared);
	}

	/**
	 * Voids what was issued for the same purpose after a token that has just been used.
	 * Joins the running transaction; the caller holds the subject's lock.
	 * @param used a token whose purpose has one lifetime
	 */
	public void voidNewer(OneTimeToken used) {
		this.store.removeExpiringFrom(used.accountId(), used.purpose(), used.expiresAt());
	}

	/**
	 * Voids every token of an account that is gone. Joins the running transaction; the
	 * caller holds the subject's lock.
	 * @param accountId whose
	 */
	public void accountGone(AccountId accountId) {
		this.store.removeAll(accountId, EnumSet.allOf(OneTimeTokenPurpose.class));
	}

	private byte[] newBody(DerivedKey key) {
		return ByteBuffer.allocate(BODY_BYTES).putInt(key.secretId()).put(this.random.next(RANDOM_BYTES)).array();
	}

	private Optional<Ticket> ticket(OneTimeTokenPurpose purpose, Secret presented, @Nullable Secret browser) {
		byte[] body = body(presented.reveal());
		if (body == null) {
			return Optional.empty();
		}
		return this.keys.find(ByteBuffer.wrap(body).getInt(), KeyPurpose.ONE_TIME_TOKEN)
			.map((key) -> new Ticket(hash(key, purpose, body), purpose, hash(key, browser)));
	}

	private static TokenHash hash(DerivedKey key, OneTimeTokenPurpose purpose, byte[] body) {
		byte[] name = purpose.name().getBytes(StandardCharsets.US_ASCII);
		return new TokenHash(key.mac(new byte[] { (byte) name.length }, name, body));
	}

	/** Not the length of any purpose in front: no token can stand for a browser. */
	private static @Nullable TokenHash hash(DerivedKey key, @Nullable Secret browser) {
		return (browser == null) ? null
				: new TokenHash(key.mac(new byte[1], BROWSER, browser.reveal().getBytes(StandardCharsets.UTF_8)));
	}

	private static byte @Nullable [] body(String presented) {
		if (presented.length() != LENGTH || !presented.startsWith(PREFIX)) {
			return null;
		}
		try {
			byte[] body = Base64.getUrlDecoder().decode(presented.substring(PREFIX.length()));
			return (body.length == BODY_BYTES) ? body : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static String text(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
