package io.github.jwtauth.boot.jpa;

import java.time.Instant;

import io.github.jwtauth.token.SigningAlgorithm;
import io.github.jwtauth.token.StoredSigningKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A row of {@code jwtauth_signing_key}. Its instants are read as UTC whatever the host
 * tells Hibernate about instants and zones: on MariaDB a column has none of its own.
 */
@Entity(name = "JwtAuthSigningKey")
@Table(name = "jwtauth_signing_key")
class SigningKeyEntity {

	@Id
	@Column(name = "kid", length = 64)
	private String kid;

	@Column(name = "algorithm", nullable = false, length = 16)
	private String algorithm;

	@Column(name = "key_sequence", nullable = false, unique = true)
	private int sequence;

	@Column(name = "public_key", nullable = false, length = 1024)
	private byte[] publicKey;

	@Column(name = "sealed_private_key", nullable = false, length = 4096)
	private byte[] sealedPrivateKey;

	@Column(name = "created_at", nullable = false)
	@JdbcTypeCode(SqlTypes.TIMESTAMP_UTC)
	private Instant createdAt;

	@Column(name = "active_from", nullable = false)
	@JdbcTypeCode(SqlTypes.TIMESTAMP_UTC)
	private Instant activeFrom;

	@SuppressWarnings("NullAway.Init")
	protected SigningKeyEntity() {
	}

	StoredSigningKey toKey() {
		return new StoredSigningKey(this.kid, SigningAlgorithm.valueOf(this.algorithm), this.sequence, this.publicKey,
				this.sealedPrivateKey, this.createdAt, this.activeFrom);
	}

}
