package io.github.jwtauth.boot.jpa.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.jpa.AccountTable;
import org.jspecify.annotations.Nullable;

/**
 * The columns of {@code jwtauth_account}. Roles are one of them: they are read with the
 * account at every refresh, and searched for when an administrator goes.
 */
final class JdbcAccountTable implements AccountTable {

	static final String COLUMNS = """
			a.account_key, a.email, a.email_verified, a.username, a.first_name, a.last_name, a.password_hash, \
			a.status, a.roles""";

	static final String SEPARATOR = ",";

	/**
	 * As long as the column, which MariaDB cuts off in silence where it is not strict.
	 */
	private static final int ROLES_CHARS = 4000;

	@Override
	public String columns() {
		return COLUMNS;
	}

	@Override
	public String join() {
		return "left join jwtauth_account a on a.account_key = u.host_id";
	}

	@Override
	public @Nullable Account read(ResultSet row) throws SQLException {
		String key = row.getString("account_key");
		if (key == null) {
			return null;
		}
		String email = row.getString("email");
		String hash = row.getString("password_hash");
		return Account.withKey(key)
			.withEmail((email != null) ? EmailAddress.of(email) : null, row.getBoolean("email_verified"))
			.withUsername(row.getString("username"))
			.withName(row.getString("first_name"), row.getString("last_name"))
			.withPasswordHash((hash != null) ? Secret.of(hash) : null)
			.withStatus(AccountStatus.valueOf(row.getString("status")))
			.withRoles(readRoles(row.getString("roles")));
	}

	static String writeRoles(Collection<String> names) {
		if (names.stream().anyMatch((role) -> role.contains(SEPARATOR))) {
			throw new IllegalArgumentException("the name of a role has no comma");
		}
		String roles = String.join(SEPARATOR, new TreeSet<>(names));
		if (roles.length() > ROLES_CHARS) {
			throw new IllegalArgumentException("the names of all roles have at most " + ROLES_CHARS + " characters");
		}
		return roles;
	}

	private static List<String> readRoles(String roles) {
		return roles.isEmpty() ? List.of() : List.of(roles.split(SEPARATOR));
	}

}
