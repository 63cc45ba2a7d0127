package io.github.jwtauth.boot.jpa;

import java.util.Map;

class MariaDbRegistrationRaceTests extends RegistrationRaceContract {

	@Override
	Map<String, String> database() {
		return TestDatabases.mariaDb();
	}

}
