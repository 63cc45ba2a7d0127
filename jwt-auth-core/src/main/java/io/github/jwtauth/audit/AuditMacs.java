package io.github.jwtauth.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.jwtauth.DerivedKey;
import io.github.jwtauth.KeyPurpose;
import io.github.jwtauth.SecretKeys;
import org.jspecify.annotations.Nullable;

/**
 * Makes and compares the MACs of the trail. The key is not in the database, so whoever
 * can only write there cannot make one. Every field has its length in front: no two
 * records have the same bytes. Immutable and safe for use by many threads.
 */
public final class AuditMacs {

	/** What an empty chain ends with. */
	static final AuditMac NOTHING = new AuditMac(new byte[32]);

	private final SecretKeys keys;

	public AuditMacs(SecretKeys keys) {
		this.keys = keys;
	}

	/**
	 * Names the secret that records are made with.
	 * @return its id
	 */
	public int currentSecret() {
		return key().secretId();
	}

	/**
	 * The MAC of a record that is about to be stored.
	 * @param content what it tells
	 * @return the MAC, under the current secret
	 */
	public AuditMac of(AuditRecord content) {
		return of(key(), content);
	}

	boolean knows(int secretId) {
		return this.keys.find(secretId, KeyPurpose.AUDIT_CHAIN).isPresent();
	}

	boolean isGenuine(ChainedRecord found) {
		return this.keys.find(found.secretId(), KeyPurpose.AUDIT_CHAIN)
			.filter((key) -> of(key, found.content()).equals(found.mac()))
			.isPresent();
	}

	/** Under the record's own secret, so that it says with one id how it is verified. */
	AuditMac link(AuditMac previous, long position, ChainedRecord found) {
		DerivedKey key = this.keys.find(found.secretId(), KeyPurpose.AUDIT_CHAIN).orElseGet(this::key);
		return new AuditMac(key.mac(new Fields("link").add(previous.bytes())
			.add(position)
			.add(found.content().id())
			.add(found.mac().bytes())
			.parts()));
	}

	ChainState sign(long basePosition, AuditMac baseMac, long headPosition, AuditMac headMac, Instant at) {
		Instant sealedAt = at.truncatedTo(ChronoUnit.MICROS);
		ChainState unsigned = new ChainState(basePosition, baseMac, headPosition, headMac, currentSecret(), NOTHING,
				sealedAt);
		return new ChainState(basePosition, baseMac, headPosition, headMac, currentSecret(), of(key(), unsigned),
				sealedAt);
	}

	boolean isGenuine(ChainState state) {
		return this.keys.find(state.secretId(), KeyPurpose.AUDIT_CHAIN)
			.filter((key) -> of(key, state).equals(state.mac()))
			.isPresent();
	}

	private DerivedKey key() {
		return this.keys.current(KeyPurpose.AUDIT_CHAIN);
	}

	private static AuditMac of(DerivedKey key, AuditRecord content) {
		return new AuditMac(key.mac(new Fields("record").add(content.id())
			.add(content.occurredAt())
			.add(content.type())
			.add(content.outcome())
			.add(content.reason())
			.add(content.risk())
			.add((content.actor() != null) ? content.actor().value() : null)
			.add((content.account() != null) ? content.account().value() : null)
			.add((content.session() != null) ? content.session().value() : null)
			.add(content.ipAddress())
			.add(content.userAgent())
			.add(content.device())
			.add(content.requestId())
			.add(content.metadata())
			.parts()));
	}

	private static AuditMac of(DerivedKey key, ChainState state) {
		return new AuditMac(key.mac(new Fields("chain").add(state.basePosition())
			.add(state.baseMac().bytes())
			.add(state.headPosition())
			.add(state.headMac().bytes())
			.add(state.sealedAt())
			.parts()));
	}

	/** Bytes that can be read in one way only. */
	private static final class Fields {

		private static final int ABSENT = -1;

		private final List<byte[]> parts = new ArrayList<>();

		Fields(String kind) {
			add(kind);
		}

		Fields add(byte @Nullable [] value) {
			int length = (value != null) ? value.length : ABSENT;
			this.parts.add(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
			if (value != null) {
				this.parts.add(value);
			}
			return this;
		}

		Fields add(@Nullable String value) {
			return add((value != null) ? value.getBytes(StandardCharsets.UTF_8) : null);
		}

		Fields add(long value) {
			return add(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
		}

		Fields add(Instant value) {
			// Any instant that a database can hold: microseconds alone end in the year
			// 2262.
			return add(value.getEpochSecond()).add((long) value.getNano());
		}

		Fields add(@Nullable UUID value) {
			return add((value != null) ? value.toString() : null);
		}

		byte[][] parts() {
			return this.parts.toArray(byte[][]::new);
		}

	}

}
