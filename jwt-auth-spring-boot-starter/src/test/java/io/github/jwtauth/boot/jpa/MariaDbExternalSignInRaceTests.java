package io.github.jwtauth.boot.jpa;

import java.util.Map;

class MariaDbExternalSignInRaceTests extends ExternalSignInRaceContract {

	@Override
	Map<String, String> database() {
		return TestDatabases.mariaDb();
	}

}
