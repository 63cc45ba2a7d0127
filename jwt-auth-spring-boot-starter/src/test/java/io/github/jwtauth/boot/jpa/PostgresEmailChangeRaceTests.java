package io.github.jwtauth.boot.jpa;

import java.util.Map;

class PostgresEmailChangeRaceTests extends EmailChangeRaceContract {

	@Override
	Map<String, String> database() {
		return TestDatabases.postgres();
	}

}
