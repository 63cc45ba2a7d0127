package io.github.jwtauth.boot.jpa;

import java.util.Map;

class MariaDbEmailChangeRaceTests extends EmailChangeRaceContract {

	@Override
	Map<String, String> database() {
		return TestDatabases.mariaDb();
	}

}
