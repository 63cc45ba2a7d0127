package io.github.jwtauth.boot.jpa;

import java.util.List;

import io.github.jwtauth.Transactions;
import io.github.jwtauth.token.SigningKeyStore;
import io.github.jwtauth.token.StoredSigningKey;

/**
 * Signing keys in {@code jwtauth_signing_key}. A cold path, by entities; only the insert
 * is a statement, because a failed one of JPA takes the transaction with it.
 */
final class JpaSigningKeyStore implements SigningKeyStore {

	private static final String INSERT = """
			insert into jwtauth_signing_key
				(kid, algorithm, key_sequence, public_key, sealed_private_key, created_at, active_from)
			values (:kid, :algorithm, :sequence, :public_key, :sealed_private_key, :created_at, :active_from)""";

	private final SigningKeyEntityRepository repository;

	private final AuthDatabase database;

	private final Transactions transactions;

	JpaSigningKeyStore(SigningKeyEntityRepository repository, AuthDatabase database, Transactions transactions) {
		this.repository = repository;
		this.database = database;
		this.transactions = transactions;
	}

	@Override
	public List<StoredSigningKey> findAll() {
		return this.transactions
			.join(() -> this.repository.findAllInSequence().stream().map(SigningKeyEntity::toKey).toList());
	}

	@Override
	public boolean insertIfAbsent(StoredSigningKey key) {
		return this.database.insertIfAbsent(INSERT,
				(statement) -> statement.param("kid", key.kid())
					.param("algorithm", key.algorithm().name())
					.param("sequence", key.sequence())
					.param("public_key", key.publicKey())
					.param("sealed_private_key", key.sealedPrivateKey())
					.param("created_at", this.database.dialect().times().of(key.createdAt()))
					.param("active_from", this.database.dialect().times().of(key.activeFrom())));
	}

	@Override
	public void reseal(String kid, byte[] sealedPrivateKey) {
		this.transactions.join(() -> this.repository.reseal(kid, sealedPrivateKey));
	}

	@Override
	public void delete(String kid) {
		this.transactions.join(() -> this.repository.remove(kid));
	}

}
