package io.github.jwtauth.boot.jpa;

import java.util.Map;

class PostgresExternalSignInRaceTests extends ExternalSignInRaceContract {

	@Override
	Map<String, String> database() {
		return TestDatabases.postgres();
	}

}
