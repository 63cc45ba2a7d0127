package io.github.jwtauth.token;

import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.UnreadableBoxException;

/**
 * The generated signing keys of all nodes (decision 6). What a key is for follows from
 * its place in time, so that nodes agree without a leader: before {@code activeFrom} it
 * is NEXT and only published; the latest one that has begun is ACTIVE and signs; earlier
 * ones are RETIRED and verify until the last token they signed has expired; then they are
 * gone. Safe for use by many threads; call {@link #refresh()} regularly, more often than
 * keys are published ahead.
 */
public final class SigningKeyRing {

	private final SigningKeyStore store;

	private final AtRestEncryption encryption;

	private final KeyRotationSettings settings;

	private final Clock clock;

	private volatile List<SigningKey> keys = List.of();

	public SigningKeyRing(SigningKeyStore store, AtRestEncryption encryption, KeyRotationSettings settings,
			Clock clock) {
		this.store = store;
		this.encryption = encryption;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Reads the shared keys, makes the first one or the next one when it is time, forgets
	 * those that have gone and encrypts again what is still under a previous secret.
	 * @throws UnreadableBoxException when a key cannot be decrypted; at start this must
	 * stop the application, later the keys read before stay in use
	 */
	public void refresh() {
		List<StoredSigningKey> stored = withSuccessorWhenDue(this.store.findAll());
		List<SigningKey> readable = new ArrayList<>();
		for (int i = 0; i < stored.size(); i++) {
			if (i + 1 < stored.size() && isGone(stored.get(i + 1).activeFrom())) {
				this.store.delete(stored.get(i).kid());
			}
			else {
				readable.add(open(stored.get(i)));
			}
		}
		this.keys = List.copyOf(readable);
	}

	/**
	 * The key that signs now.
	 * @return the ACTIVE key
	 */
	public SigningKey active() {
		Instant now = this.clock.instant();
		List<SigningKey> known = this.keys;
		for (int i = known.size() - 1; i > 0; i--) {
			if (!known.get(i).activeFrom().isAfter(now)) {
				return known.get(i);
			}
		}
		return known.get(0);
	}

	/**
	 * The keys that verify now, and that the JWK set publishes.
	 * @return NEXT, ACTIVE and RETIRED keys, oldest first
	 */
	public List<SigningKey> published() {
		List<SigningKey> known = this.keys;
		int first = 0;
		while (first + 1 < known.size() && isGone(known.get(first + 1).activeFrom())) {
			first++;
		}
		return known.subList(first, known.size());
	}

	private List<StoredSigningKey> withSuccessorWhenDue(List<StoredSigningKey> stored) {
		Instant now = this.clock.instant();
		if (stored.isEmpty()) {
			insert(1, now);
			return this.store.findAll();
		}
		StoredSigningKey latest = stored.get(stored.size() - 1);
		Instant due = latest.activeFrom().plus(this.settings.interval());
		Instant publishedInTime = now.plus(this.settings.publishAhead());
		if (due.isAfter(publishedInTime)) {
			return stored;
		}
		insert(latest.sequence() + 1, due.isBefore(publishedInTime) ? publishedInTime : due);
		return this.store.findAll();
	}

	/** Losing the insert is fine: then another node has made the same successor. */
	private void insert(int sequence, Instant activeFrom) {
		KeyPair pair = EcKeys.generate();
		String kid = EcKeys.thumbprint((ECPublicKey) pair.getPublic());
		byte[] box = this.encryption.seal(pair.getPrivate().getEncoded(), place(kid));
		this.store.insertIfAbsent(new StoredSigningKey(kid, sequence, pair.getPublic().getEncoded(), box,
				this.clock.instant(), activeFrom));
	}

	private SigningKey open(StoredSigningKey stored) {
		byte[] privateKey = this.encryption.open(stored.sealedPrivateKey(), place(stored.kid()));
		if (this.encryption.isOutdated(stored.sealedPrivateKey())) {
			this.store.reseal(stored.kid(), this.encryption.seal(privateKey, place(stored.kid())));
		}
		return new SigningKey(stored.kid(), stored.sequence(), EcKeys.read(stored.publicKey(), privateKey),
				stored.activeFrom());
	}

	private boolean isGone(Instant successorActiveFrom) {
		return !successorActiveFrom.plus(this.settings.retirement()).isAfter(this.clock.instant());
	}

	private static String place(String kid) {
		return "jwtauth_signing_key.private_key/" + kid;
	}

}
