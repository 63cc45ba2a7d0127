package io.github.jwtauth.token;

import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.UnreadableBoxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generated signing keys of all nodes (decision 6). What a key is for follows from
 * its place in time, so that nodes agree without a leader: before {@code activeFrom} it
 * is NEXT and only published; the latest one that has begun is ACTIVE and signs; earlier
 * ones are RETIRED and verify until the last token they signed has expired; then they are
 * gone. Each key carries its algorithm. Safe for use by many threads; call
 * {@link #start()} once, then {@link #refresh()} regularly, more often than keys are
 * published ahead.
 */
public final class SigningKeyRing {

	private static final Logger logger = LoggerFactory.getLogger(SigningKeyRing.class);

	private final SigningKeyStore store;

	private final AtRestEncryption encryption;

	private final KeyRotationSettings settings;

	private final RandomBytes random;

	private final Clock clock;

	private volatile List<SigningKey> keys = List.of();

	public SigningKeyRing(SigningKeyStore store, AtRestEncryption encryption, KeyRotationSettings settings,
			RandomBytes random, Clock clock) {
		this.store = store;
		this.encryption = encryption;
		this.settings = settings;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * Reads the shared keys, and makes a successor where the configuration names another
	 * algorithm than the latest key has. Only a start may do that: while new nodes
	 * replace old ones, running nodes of either configuration must not undo each other's
	 * choice. A successor of the same kind is published ahead, like any other. A secret
	 * and public keys do not mix: there the successor signs at once and all earlier keys
	 * are void, with the tokens that they have signed.
	 * @throws UnreadableBoxException when a key cannot be decrypted
	 */
	public void start() {
		List<StoredSigningKey> stored = this.store.findAll();
		while (!stored.isEmpty()) {
			StoredSigningKey latest = stored.get(stored.size() - 1);
			if (latest.algorithm() == this.settings.algorithm() || succeed(latest)) {
				break;
			}
			stored = this.store.findAll();
		}
		refresh();
	}

	/**
	 * Reads the shared keys, makes the first one or the next one when it is time, forgets
	 * those that have gone and encrypts again what is still under a previous secret.
	 * @throws UnreadableBoxException when a key cannot be decrypted; at start this must
	 * stop the application, later the keys read before stay in use
	 */
	public void refresh() {
		List<StoredSigningKey> stored = ofOneKind(withSuccessorWhenDue(this.store.findAll()));
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
	 * Makes a successor that signs at once, for example because somebody may know the
	 * present key. Joins the running transaction; {@link #refresh()} afterwards lets this
	 * node sign with it. Every other one does so when it reads the keys again, and until
	 * then verifies what the new key has signed, because an unknown key makes it read
	 * them. What was signed before stays good until it expires or {@link #remove} is
	 * called. Nodes that rotate at the same moment make one successor.
	 * @return the key that signs
	 */
	public String rotate() {
		List<StoredSigningKey> stored = this.store.findAll();
		int sequence = stored.isEmpty() ? 1 : stored.get(stored.size() - 1).sequence() + 1;
		SigningAlgorithm algorithm = stored.isEmpty() ? this.settings.algorithm()
				: stored.get(stored.size() - 1).algorithm();
		insert(algorithm, sequence, this.clock.instant());
		List<StoredSigningKey> present = this.store.findAll();
		return present.get(present.size() - 1).kid();
	}

	/**
	 * Removes a key: what it has signed is void. Joins the running transaction;
	 * {@link #refresh()} afterwards lets this node forget it, and every other one does so
	 * when it reads the keys again.
	 * @param kid which key
	 * @return what came of it
	 */
	public KeyRemoval remove(String kid) {
		List<StoredSigningKey> stored = this.store.findAll();
		if (stored.stream().noneMatch((key) -> key.kid().equals(kid))) {
			return KeyRemoval.UNKNOWN;
		}
		if (latestBegun(stored, StoredSigningKey::activeFrom).kid().equals(kid)) {
			return KeyRemoval.IN_USE;
		}
		this.store.delete(kid);
		return KeyRemoval.REMOVED;
	}

	/**
	 * The key that signs now.
	 * @return the ACTIVE key
	 */
	public SigningKey active() {
		return latestBegun(this.keys, SigningKey::activeFrom);
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

	private <K> K latestBegun(List<K> keys, Function<K, Instant> activeFrom) {
		Instant now = this.clock.instant();
		for (int i = keys.size() - 1; i > 0; i--) {
			if (!activeFrom.apply(keys.get(i)).isAfter(now)) {
				return keys.get(i);
			}
		}
		return keys.get(0);
	}

	/** A change of the algorithm; whether this node made it. */
	private boolean succeed(StoredSigningKey latest) {
		SigningAlgorithm algorithm = this.settings.algorithm();
		boolean mixes = algorithm.mixesWith(latest.algorithm());
		Instant now = this.clock.instant();
		Instant activeFrom = mixes ? now.plus(this.settings.publishAhead()) : now;
		if (!insert(algorithm, latest.sequence() + 1, activeFrom)) {
			return false;
		}
		if (mixes) {
			logger.info("Access tokens are signed with {} until {}, then with {}", latest.algorithm(), activeFrom,
					algorithm);
		}
		else {
			logger.warn("Access tokens are signed with {} now. Keys for {} do not mix with it: they are void, and"
					+ " so are the access tokens that they have signed", algorithm, latest.algorithm());
		}
		return true;
	}

	private List<StoredSigningKey> withSuccessorWhenDue(List<StoredSigningKey> stored) {
		Instant now = this.clock.instant();
		if (stored.isEmpty()) {
			insert(this.settings.algorithm(), 1, now);
			return this.store.findAll();
		}
		StoredSigningKey latest = stored.get(stored.size() - 1);
		Instant due = latest.activeFrom().plus(this.settings.interval());
		Instant publishedInTime = now.plus(this.settings.publishAhead());
		if (due.isAfter(publishedInTime)) {
			return stored;
		}
		insert(latest.algorithm(), latest.sequence() + 1, due.isBefore(publishedInTime) ? publishedInTime : due);
		return this.store.findAll();
	}

	/**
	 * The kind of the latest key decides, so that every node leaves out the same ones
	 * (requirement R-54).
	 */
	private List<StoredSigningKey> ofOneKind(List<StoredSigningKey> stored) {
		SigningAlgorithm latest = stored.get(stored.size() - 1).algorithm();
		stored.stream()
			.filter((key) -> !key.algorithm().mixesWith(latest))
			.forEach((key) -> this.store.delete(key.kid()));
		return stored.stream().filter((key) -> key.algorithm().mixesWith(latest)).toList();
	}

	/** Losing the insert is fine: then another node has made the same successor. */
	private boolean insert(SigningAlgorithm algorithm, int sequence, Instant activeFrom) {
		KeyMaterial material = KeyMaterial.generate(algorithm, this.random);
		String kid = material.newId(this.random);
		byte[] box = this.encryption.seal(material.signingOctets(), place(algorithm, kid));
		return this.store.insertIfAbsent(new StoredSigningKey(kid, algorithm, sequence, material.publicOctets(), box,
				this.clock.instant(), activeFrom));
	}

	private SigningKey open(StoredSigningKey stored) {
		String place = place(stored.algorithm(), stored.kid());
		byte[] signing = this.encryption.open(stored.sealedPrivateKey(), place);
		if (this.encryption.isOutdated(stored.sealedPrivateKey())) {
			this.store.reseal(stored.kid(), this.encryption.seal(signing, place));
		}
		KeyMaterial material = KeyMaterial.read(stored.algorithm(), stored.publicKey(), signing);
		requireOwnPublicKey(stored.kid(), material);
		return new SigningKey(stored.kid(), stored.algorithm(), stored.sequence(), material.signing(),
				material.verification(), stored.activeFrom());
	}

	/**
	 * The box is bound to the name and the name to the public key, so whoever can write
	 * to the table still cannot put a public key of his own there.
	 */
	private static void requireOwnPublicKey(String kid, KeyMaterial material) {
		if (material.verification() instanceof PublicKey key && !Thumbprint.of(key).equals(kid)) {
			throw new IllegalStateException("the public key of jwtauth_signing_key " + kid + " was altered");
		}
	}

	private boolean isGone(Instant successorActiveFrom) {
		return !successorActiveFrom.plus(this.settings.retirement()).isAfter(this.clock.instant());
	}

	private static String place(SigningAlgorithm algorithm, String kid) {
		return "jwtauth_signing_key.private_key/" + algorithm + "/" + kid;
	}

}
