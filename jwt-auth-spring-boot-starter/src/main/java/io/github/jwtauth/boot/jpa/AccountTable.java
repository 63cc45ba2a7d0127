package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;

import io.github.jwtauth.account.Account;
import org.jspecify.annotations.Nullable;

/**
 * A table of accounts in the same database: lets a rotation return the account with the
 * session, in one round trip. Not for hosts, which implement {@code AccountStore}.
 */
public interface AccountTable {

	/**
	 * What to select.
	 * @return columns of {@link #join()}, separated by commas, with names that no table
	 * of ours has
	 */
	String columns();

	/**
	 * How the table joins the subject.
	 * @return a left join to the {@code jwtauth_subject} that is called {@code u}
	 */
	String join();

	/**
	 * Reads the account of a row.
	 * @param row has {@link #columns()}
	 * @return the account, or {@code null} when there is none
	 * @throws SQLException when the row cannot be read
	 */
	@Nullable Account read(ResultSet row) throws SQLException;

}
