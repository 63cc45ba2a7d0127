package io.github.jwtauth.boot.jpa;

import java.util.Map;

class MariaDbPasswordRaceTests extends PasswordRaceContract {

	@Override
	Map<String, String> database() {
		return TestDatabases.mariaDb();
	}

}
