package io.github.jwtauth.boot.jpa;

import java.util.Map;

class MariaDbAdministratorRaceTests extends AdministratorRaceContract {

	@Override
	Map<String, String> database() {
		return TestDatabases.mariaDb();
	}

}
