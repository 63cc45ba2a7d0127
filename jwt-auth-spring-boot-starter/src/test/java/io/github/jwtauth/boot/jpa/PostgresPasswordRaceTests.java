package io.github.jwtauth.boot.jpa;

import java.util.Map;

class PostgresPasswordRaceTests extends PasswordRaceContract {

	@Override
	Map<String, String> database() {
		return TestDatabases.postgres();
	}

}
