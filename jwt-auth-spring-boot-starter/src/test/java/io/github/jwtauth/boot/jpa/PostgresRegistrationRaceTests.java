package io.github.jwtauth.boot.jpa;

import java.util.Map;

class PostgresRegistrationRaceTests extends RegistrationRaceContract {

	@Override
	Map<String, String> database() {
		return TestDatabases.postgres();
	}

}
