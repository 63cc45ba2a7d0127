package io.github.jwtauth.boot.jpa;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.Consent;
import io.github.jwtauth.boot.http.StrictJson;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Details in {@code jwtauth_account_details}; the host's own fields as JSON.
 */
final class JdbcAccountDetailsStore implements AccountDetailsStore {

	private static final String TABLE = "jwtauth_account_details";

	private static final String SAVE = """
			registered_at = :registered, email_verified_at = :verified, password_changed_at = :changed, \
			locale = :locale, time_zone = :zone, terms_version = :terms, terms_accepted_at = :terms_at, \
			privacy_version = :privacy, privacy_accepted_at = :privacy_at, extra_fields = :extra""";

	private final AuthDatabase database;

	private final StrictJson json;

	private final Times times;

	JdbcAccountDetailsStore(AuthDatabase database, StrictJson json) {
		this.database = database;
		this.json = json;
		this.times = database.dialect().times();
	}

	@Override
	public AccountDetails find(AccountId id) {
		return this.database.call((db) -> db.sql("select * from " + TABLE + " where account_id = :id")
			.param("id", id.value())
			.query(this::read)
			.optional()
			.orElse(AccountDetails.NONE));
	}

	@Override
	public void save(AccountId id, AccountDetails details) {
		change(id, SAVE, (statement) -> {
			Consent terms = details.terms();
			Consent privacy = details.privacyPolicy();
			time(statement, "registered", details.registeredAt());
			time(statement, "verified", details.emailVerifiedAt());
			time(statement, "changed", details.passwordChangedAt());
			time(statement, "terms_at", (terms != null) ? terms.acceptedAt() : null);
			time(statement, "privacy_at", (privacy != null) ? privacy.acceptedAt() : null);
			return statement.param("locale", details.locale(), Types.VARCHAR)
				.param("zone", details.timeZone(), Types.VARCHAR)
				.param("terms", (terms != null) ? terms.version() : null, Types.VARCHAR)
				.param("privacy", (privacy != null) ? privacy.version() : null, Types.VARCHAR)
				.param("extra", write(details.extra()), Types.VARCHAR);
		});
	}

	@Override
	public void emailVerified(AccountId id, Instant at) {
		change(id, "email_verified_at = :at", (statement) -> statement.param("at", this.times.of(at)));
	}

	@Override
	public void passwordChanged(AccountId id, Instant at) {
		change(id, "password_changed_at = :at", (statement) -> statement.param("at", this.times.of(at)));
	}

	@Override
	public void savePreferences(AccountId id, @Nullable String locale, @Nullable String timeZone,
			Map<String, String> extra) {
		change(id, "locale = :locale, time_zone = :zone, extra_fields = :extra",
				(statement) -> statement.param("locale", locale, Types.VARCHAR)
					.param("zone", timeZone, Types.VARCHAR)
					.param("extra", write(extra), Types.VARCHAR));
	}

	@Override
	public void remove(AccountId id) {
		this.database
			.call((db) -> db.sql("delete from " + TABLE + " where account_id = :id").param("id", id.value()).update());
	}

	private void change(AccountId id, String assignments, UnaryOperator<StatementSpec> parameters) {
		UnaryOperator<StatementSpec> all = (statement) -> parameters.apply(statement.param("id", id.value()));
		if (!this.database.updateOne(TABLE, assignments, "account_id = :id", all)) {
			this.database.insertIfAbsent("insert into " + TABLE + " (account_id) values (:id)",
					(statement) -> statement.param("id", id.value()));
			this.database.updateOne(TABLE, assignments, "account_id = :id", all);
		}
	}

	private void time(StatementSpec statement, String name, @Nullable Instant at) {
		if (at != null) {
			statement.param(name, this.times.of(at));
		}
		else {
			statement.param(name, null, Types.TIMESTAMP);
		}
	}

	private @Nullable String write(Map<String, String> extra) {
		return extra.isEmpty() ? null : new String(this.json.write(extra), StandardCharsets.UTF_8);
	}

	private AccountDetails read(ResultSet row, int number) throws SQLException {
		String extra = row.getString("extra_fields");
		return new AccountDetails(this.times.readNullable(row, "registered_at"),
				this.times.readNullable(row, "email_verified_at"), this.times.readNullable(row, "password_changed_at"),
				row.getString("locale"), row.getString("time_zone"), consent(row, "terms"), consent(row, "privacy"),
				(extra != null) ? this.json.readStrings(extra.getBytes(StandardCharsets.UTF_8)) : Map.of());
	}

	private @Nullable Consent consent(ResultSet row, String what) throws SQLException {
		Instant acceptedAt = this.times.readNullable(row, what + "_accepted_at");
		return (acceptedAt != null) ? new Consent(row.getString(what + "_version"), acceptedAt) : null;
	}

}
