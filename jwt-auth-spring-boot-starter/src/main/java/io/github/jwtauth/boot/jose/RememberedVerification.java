package io.github.jwtauth.boot.jose;

import java.time.Clock;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

/**
 * Remembers tokens that were verified, so that the signature of each is computed once
 * (decision 23). Only verified ones enter, so nobody can fill it with junk, and a token
 * has two spellings at most (an ES256 signature and its mirror image). Whether the key
 * still verifies is asked on every request; age, session and the host's rules are asked
 * by the decoder as before.
 * <p>
 * The key is the token itself, which the entry holds anyway: no octet more, and nothing
 * to compute. The time of a look-up tells nothing that helps: texts are compared only
 * when their hashes are equal, so whoever wants to learn a token piece by piece must
 * already know a hash over its signature, and gains a few nanoseconds per try.
 */
final class RememberedVerification implements TokenVerification {

	/** An expired token is of no use, but clocks differ. */
	private static final Duration MARGIN = Duration.ofMinutes(1);

	private final TokenVerification verification;

	private final PublishedKeys keys;

	private final Cache<String, VerifiedToken> known;

	RememberedVerification(TokenVerification verification, PublishedKeys keys, int size, Clock clock) {
		this.verification = verification;
		this.keys = keys;
		// in the caller: the common pool belongs to the host
		this.known = Caffeine.newBuilder()
			.maximumSize(size)
			.executor(Runnable::run)
			.expireAfter(Expiry.<String, VerifiedToken>creating((token, verified) -> useOf(verified, clock)))
			.build();
	}

	@Override
	public VerifiedToken verify(String token) {
		VerifiedToken remembered = this.known.getIfPresent(token);
		if (remembered != null) {
			if (this.keys.find(remembered.key().kid()) == remembered.key()) {
				return remembered;
			}
			this.known.invalidate(token);
		}
		VerifiedToken verified = this.verification.verify(token);
		this.known.put(token, verified);
		return verified;
	}

	/**
	 * How many are remembered.
	 * @return after all that is due was forgotten
	 */
	long size() {
		this.known.cleanUp();
		return this.known.estimatedSize();
	}

	private static Duration useOf(VerifiedToken token, Clock clock) {
		Duration left = Duration.between(clock.instant(), token.expiresAt()).plus(MARGIN);
		return left.isNegative() ? Duration.ZERO : left;
	}

}
