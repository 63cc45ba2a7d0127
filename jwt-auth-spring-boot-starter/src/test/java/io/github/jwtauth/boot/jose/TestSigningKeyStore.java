package io.github.jwtauth.boot.jose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.jwtauth.token.SigningKeyStore;
import io.github.jwtauth.token.StoredSigningKey;

/**
 * A table of signing keys in memory that counts how often it is read and can be down.
 */
final class TestSigningKeyStore implements SigningKeyStore {

	final AtomicInteger reads = new AtomicInteger();

	volatile boolean down;

	private final List<StoredSigningKey> keys = new ArrayList<>();

	@Override
	public synchronized List<StoredSigningKey> findAll() {
		this.reads.incrementAndGet();
		if (this.down) {
			throw new IllegalStateException("the table is down");
		}
		return this.keys.stream().sorted(Comparator.comparing(StoredSigningKey::sequence)).toList();
	}

	@Override
	public synchronized boolean insertIfAbsent(StoredSigningKey key) {
		return this.keys.stream().noneMatch((known) -> known.sequence() == key.sequence()) && this.keys.add(key);
	}

	@Override
	public synchronized void reseal(String kid, byte[] sealedPrivateKey) {
		throw new UnsupportedOperationException("no secret changes here");
	}

	@Override
	public synchronized void delete(String kid) {
		this.keys.removeIf((key) -> key.kid().equals(kid));
	}

}
