package io.github.jwtauth.boot.jpa;

import java.util.Map;

class PostgresAccountRaceTests extends AccountRaceContract {

	@Override
	Map<String, String> database() {
		return TestDatabases.postgres();
	}

	@Override
	String waiting() {
		return """
				select count(*) from pg_stat_activity
				 where pg_backend_pid() = any(pg_blocking_pids(pid))""";
	}

}
