package io.github.jwtauth.flow.hosts.users;

import java.util.Optional;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Accounts in a table of the host, in its own database.
 */
public class Users implements AccountStore {

	private final JdbcClient jdbc;

	Users(JdbcClient jdbc) {
		this.jdbc = jdbc;
		jdbc.sql("create table users (id varchar(36) primary key, email varchar(254), hash varchar(255))").update();
	}

	@Override
	public Optional<Account> findByIdentifier(String identifier) {
		return find("email", identifier);
	}

	@Override
	public Optional<Account> findByKey(String key) {
		return find("id", key);
	}

	@Override
	public boolean insertIfAbsent(Account account) {
		return this.jdbc.sql("insert into users values (?, ?, ?)")
			.params(account.key(), account.email().value(), account.passwordHash().reveal())
			.update() == 1;
	}

	@Override
	public boolean replacePasswordHash(String key, Secret expected, Secret replacement) {
		return this.jdbc.sql("update users set hash = ? where id = ? and hash = ?")
			.params(replacement.reveal(), key, expected.reveal())
			.update() == 1;
	}

	private Optional<Account> find(String column, String value) {
		return this.jdbc.sql("select * from users where " + column + " = ?")
			.param(value)
			.query((row, number) -> Account.withKey(row.getString("id"))
				.withEmail(EmailAddress.of(row.getString("email")), true)
				.withPasswordHash(Secret.of(row.getString("hash"))))
			.optional();
	}

}
