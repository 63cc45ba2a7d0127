package io.github.jwtauth.boot.jpa;

import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.mfa.SealedFactor;
import io.github.jwtauth.mfa.SealedFactor.Kind;
import io.github.jwtauth.mfa.SealedFactorStore;

/**
 * The boxes in {@code jwtauth_totp} and {@code jwtauth_recovery_code}. Reads all of them:
 * asked only while there is more than one secret.
 */
final class JdbcSealedFactorStore implements SealedFactorStore {

	private final AuthDatabase database;

	JdbcSealedFactorStore(AuthDatabase database) {
		this.database = database;
	}

	@Override
	public List<SealedFactor> find(byte[] beginning, int limit) {
		List<SealedFactor> found = new ArrayList<>();
		for (Kind kind : Kind.values()) {
			if (found.size() < limit) {
				found.addAll(find(kind, beginning, limit - found.size()));
			}
		}
		return found;
	}

	private List<SealedFactor> find(Kind kind, byte[] beginning, int limit) {
		Columns of = Columns.of(kind);
		return this.database.call((db) -> db
			.sql("select account_id, " + of.id + ", " + of.box + of.beginningWith() + " fetch first :limit rows only")
			.param("beginning", beginning, Types.VARBINARY)
			.param("length", beginning.length)
			.param("limit", limit)
			.query((row, number) -> new SealedFactor(kind,
					new AccountId(Objects.requireNonNull(row.getObject("account_id", UUID.class), "account_id")),
					Objects.requireNonNull(row.getObject(of.id, UUID.class), of.id),
					Objects.requireNonNull(row.getBytes(of.box), of.box)))
			.list());
	}

	@Override
	public boolean replace(SealedFactor present, byte[] box) {
		Columns of = Columns.of(present.kind());
		return this.database.call((db) -> db
			.sql("update " + of.table + " set " + of.box + " = :next where account_id = :account and " + of.id
					+ " = :id and " + of.box + " = :present")
			.param("next", box, Types.VARBINARY)
			.param("account", present.owner().value())
			.param("id", present.id())
			.param("present", present.box(), Types.VARBINARY)
			.update() == 1);
	}

	@Override
	public long count(byte[] beginning) {
		long count = 0;
		for (Kind kind : Kind.values()) {
			count += this.database.call((db) -> db.sql("select count(*)" + Columns.of(kind).beginningWith())
				.param("beginning", beginning, Types.VARBINARY)
				.param("length", beginning.length)
				.query(Long.class)
				.single());
		}
		return count;
	}

	private record Columns(String table, String id, String box) {

		static Columns of(Kind kind) {
			return switch (kind) {
				case TOTP -> new Columns("jwtauth_totp", "seed_id", "seed_box");
				case RECOVERY_CODE -> new Columns("jwtauth_recovery_code", "code_id", "code_box");
			};
		}

		String beginningWith() {
			return " from " + this.table + " where substring(" + this.box + " from 1 for :length) = :beginning";
		}

	}

}
