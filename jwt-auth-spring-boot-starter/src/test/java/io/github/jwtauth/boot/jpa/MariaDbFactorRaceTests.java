package io.github.jwtauth.boot.jpa;

import java.util.Map;

class MariaDbFactorRaceTests extends FactorRaceContract {

	@Override
	Map<String, String> database() {
		return TestDatabases.mariaDb();
	}

}
