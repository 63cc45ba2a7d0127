package io.github.jwtauth.boot.jpa;

import java.util.Map;

class PostgresAdministratorRaceTests extends AdministratorRaceContract {

	@Override
	Map<String, String> database() {
		return TestDatabases.postgres();
	}

}
