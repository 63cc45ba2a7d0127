package io.github.jwtauth.boot.jpa;

import java.util.Map;

class PostgresFactorRaceTests extends FactorRaceContract {

	@Override
	Map<String, String> database() {
		return TestDatabases.postgres();
	}

}
