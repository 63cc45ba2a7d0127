package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.DeviceType;
import io.github.jwtauth.mfa.DeviceHash;
import io.github.jwtauth.mfa.RememberedDevice;
import io.github.jwtauth.mfa.RememberedDeviceStore;

/**
 * Remembered devices in {@code jwtauth_remembered_device}.
 */
final class JdbcRememberedDeviceStore implements RememberedDeviceStore {

	private static final String INSERT = """
			insert into jwtauth_remembered_device (device_id, account_id, device_hash, device_name, device_type, browser,
			 os, ip_address, created_at, last_used_at, expires_at)
			values (:id, :account, :hash, :name, :type, :browser, :os, :address, :created, :used, :expires)""";

	private static final String RECOGNISED = "account_id = :account and device_hash = :hash and expires_at > :now";

	private static final String FIND = """
			select device_id from jwtauth_remembered_device
			where account_id = :account and device_hash = :hash and expires_at > :now""";

	private static final String SINCE = """
			select created_at from jwtauth_remembered_device
			where account_id = :account and device_hash = :hash""";

	private static final String LIVE = """
			select device_id, device_name, device_type, browser, os, ip_address, created_at, last_used_at, expires_at
			from jwtauth_remembered_device where account_id = :account and expires_at > :now
			order by created_at, device_id""";

	private static final String EXPIRED = """
			select device_id from jwtauth_remembered_device where expires_at <= :now
			order by expires_at fetch first :limit rows only for update skip locked""";

	private final AuthDatabase database;

	private final Times times;

	JdbcRememberedDeviceStore(AuthDatabase database) {
		this.database = database;
		this.times = database.dialect().times();
	}

	@Override
	public void insert(AccountId owner, DeviceHash hash, RememberedDevice remembered) {
		Device device = remembered.device();
		this.database.call((db) -> db
			.sql("delete from jwtauth_remembered_device where account_id = :account and device_hash = :hash")
			.param("account", owner.value())
			.param("hash", hash.bytes())
			.update());
		this.database.call((db) -> db.sql(INSERT)
			.param("id", remembered.id())
			.param("account", owner.value())
			.param("hash", hash.bytes())
			.param("name", device.name(), Types.VARCHAR)
			.param("type", device.type().name())
			.param("browser", device.browser(), Types.VARCHAR)
			.param("os", device.os(), Types.VARCHAR)
			.param("address", device.ipAddress(), Types.VARCHAR)
			.param("created", this.times.of(remembered.createdAt()))
			.param("used", this.times.of(remembered.lastUsedAt()))
			.param("expires", this.times.of(remembered.expiresAt()))
			.update());
	}

	@Override
	public Optional<Instant> use(AccountId owner, DeviceHash hash, Instant now) {
		boolean used = this.database.updateOne("jwtauth_remembered_device", "last_used_at = :now", RECOGNISED,
				(statement) -> statement.param("account", owner.value())
					.param("hash", hash.bytes())
					.param("now", this.times.of(now)));
		// Whoever forgets it in between is believed.
		return used ? this.database.call((db) -> db.sql(SINCE)
			.param("account", owner.value())
			.param("hash", hash.bytes())
			.query((row, number) -> this.times.read(row, "created_at"))
			.optional()) : Optional.empty();
	}

	@Override
	public Optional<UUID> find(AccountId owner, DeviceHash hash, Instant now) {
		return this.database.call((db) -> db.sql(FIND)
			.param("account", owner.value())
			.param("hash", hash.bytes())
			.param("now", this.times.of(now))
			.query((row, number) -> row.getObject("device_id", UUID.class))
			.optional());
	}

	@Override
	public List<RememberedDevice> findLive(AccountId owner, Instant now) {
		return this.database.call((db) -> db.sql(LIVE)
			.param("account", owner.value())
			.param("now", this.times.of(now))
			.query(this::read)
			.list());
	}

	@Override
	public boolean remove(AccountId owner, UUID id) {
		return this.database.call(
				(db) -> db.sql("delete from jwtauth_remembered_device where device_id = :id and account_id = :account")
					.param("id", id)
					.param("account", owner.value())
					.update() == 1);
	}

	@Override
	public int removeAll(AccountId owner) {
		return this.database.call((db) -> db.sql("delete from jwtauth_remembered_device where account_id = :account")
			.param("account", owner.value())
			.update());
	}

	@Override
	public int purge(Instant now, int limit) {
		return this.database.call((db) -> {
			List<UUID> expired = db.sql(EXPIRED)
				.param("now", this.times.of(now))
				.param("limit", limit)
				.query((row, number) -> row.getObject("device_id", UUID.class))
				.list();
			return expired.isEmpty() ? 0
					: db.sql("delete from jwtauth_remembered_device where device_id in (:ids)")
						.param("ids", expired)
						.update();
		});
	}

	private RememberedDevice read(ResultSet row, int number) throws SQLException {
		Device device = new Device(row.getString("device_name"), DeviceType.valueOf(row.getString("device_type")),
				row.getString("browser"), row.getString("os"), null, row.getString("ip_address"), null, null);
		return new RememberedDevice(Objects.requireNonNull(row.getObject("device_id", UUID.class), "device_id"), device,
				this.times.read(row, "created_at"), this.times.read(row, "last_used_at"),
				this.times.read(row, "expires_at"));
	}

}
