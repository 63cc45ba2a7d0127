package io.github.jwtauth.boot.jose;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import io.github.jwtauth.token.SigningKey;
import io.github.jwtauth.token.SigningKeyRing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generated keys. Never a bean of a common type: private halves are for our signer
 * and nobody else.
 */
final class RingKeys implements TokenKeys {

	private static final Logger logger = LoggerFactory.getLogger(RingKeys.class);

	/** However many unknown keys are named: the store is asked no more often (J-23). */
	private static final Duration REFRESH_PAUSE = Duration.ofSeconds(10);

	private final SigningKeyRing ring;

	private final Clock clock;

	private final SignatureProvider provider;

	private final Map<String, PublishedKey> converted = new ConcurrentHashMap<>();

	private volatile @Nullable TokenSigner signer;

	private final AtomicReference<Instant> lastRefresh = new AtomicReference<>(Instant.MIN);

	RingKeys(SigningKeyRing ring, SignatureProvider provider, Clock clock) {
		this.ring = ring;
		this.provider = provider;
		this.clock = clock;
	}

	@Override
	public List<PublishedKey> all() {
		return this.ring.published().stream().map(this::convert).toList();
	}

	@Override
	public TokenSigner signer() {
		SigningKey active = this.ring.active();
		TokenSigner known = this.signer;
		if (known != null && known.key().kid().equals(active.kid())) {
			return known;
		}
		TokenSigner made = Objects.requireNonNull(TokenSigner.of(TokenKey.of(active), this.provider), "can sign");
		this.signer = made;
		return made;
	}

	@Override
	public @Nullable PublishedKey find(String kid) {
		PublishedKey known = findKnown(kid);
		return (known == null && refresh()) ? findKnown(kid) : known;
	}

	private @Nullable PublishedKey findKnown(String kid) {
		for (SigningKey key : this.ring.published()) {
			if (key.kid().equals(kid)) {
				return convert(key);
			}
		}
		return null;
	}

	/**
	 * A key is published long before it signs, so an unknown one is a forgery, unless
	 * somebody has just emptied the table. A failure is no verdict for the caller: this
	 * node goes on with the keys it has.
	 */
	private boolean refresh() {
		Instant now = this.clock.instant();
		Instant last = this.lastRefresh.get();
		boolean pausing = !now.isBefore(last) && now.minus(REFRESH_PAUSE).isBefore(last);
		if (pausing || !this.lastRefresh.compareAndSet(last, now)) {
			return false;
		}
		try {
			this.ring.refresh();
			return true;
		}
		catch (RuntimeException ex) {
			logger.debug("The signing keys could not be read again", ex);
			return false;
		}
	}

	private PublishedKey convert(SigningKey key) {
		PublishedKey known = this.converted.get(key.kid());
		if (known != null) {
			return known;
		}
		this.converted.keySet().retainAll(this.ring.published().stream().map(SigningKey::kid).toList());
		return this.converted.computeIfAbsent(key.kid(), (kid) -> PublishedKey.of(TokenKey.of(key), this.provider));
	}

}
