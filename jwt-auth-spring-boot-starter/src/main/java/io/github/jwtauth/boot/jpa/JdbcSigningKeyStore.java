package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.github.jwtauth.token.SigningAlgorithm;
import io.github.jwtauth.token.SigningKeyStore;
import io.github.jwtauth.token.StoredSigningKey;

/**
 * Signing keys in {@code jwtauth_signing_key}. By statements, like everything here: an
 * entity would have to be part of the host's persistence unit, and there are hosts whose
 * unit cannot be added to, or belongs to another database.
 */
final class JdbcSigningKeyStore implements SigningKeyStore {

	private static final String INSERT = """
			insert into jwtauth_signing_key
				(kid, algorithm, key_sequence, public_key, sealed_private_key, created_at, active_from)
			values (:kid, :algorithm, :sequence, :public_key, :sealed_private_key, :created_at, :active_from)""";

	private final AuthDatabase database;

	private final Times times;

	JdbcSigningKeyStore(AuthDatabase database) {
		this.database = database;
		this.times = database.dialect().times();
	}

	@Override
	public List<StoredSigningKey> findAll() {
		return this.database
			.call((db) -> db.sql("select * from jwtauth_signing_key order by key_sequence").query(this::read).list());
	}

	@Override
	public boolean insertIfAbsent(StoredSigningKey key) {
		return this.database.insertIfAbsent(INSERT,
				(statement) -> statement.param("kid", key.kid())
					.param("algorithm", key.algorithm().name())
					.param("sequence", key.sequence())
					.param("public_key", key.publicKey())
					.param("sealed_private_key", key.sealedPrivateKey())
					.param("created_at", this.times.of(key.createdAt()))
					.param("active_from", this.times.of(key.activeFrom())));
	}

	@Override
	public void reseal(String kid, byte[] sealedPrivateKey) {
		this.database.call((db) -> db.sql("update jwtauth_signing_key set sealed_private_key = :box where kid = :kid")
			.param("box", sealedPrivateKey)
			.param("kid", kid)
			.update());
	}

	@Override
	public void delete(String kid) {
		this.database
			.call((db) -> db.sql("delete from jwtauth_signing_key where kid = :kid").param("kid", kid).update());
	}

	private StoredSigningKey read(ResultSet row, int number) throws SQLException {
		return new StoredSigningKey(row.getString("kid"), SigningAlgorithm.valueOf(row.getString("algorithm")),
				row.getInt("key_sequence"), row.getBytes("public_key"), row.getBytes("sealed_private_key"),
				this.times.read(row, "created_at"), this.times.read(row, "active_from"));
	}

}
