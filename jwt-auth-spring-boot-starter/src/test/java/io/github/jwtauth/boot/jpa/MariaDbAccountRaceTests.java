package io.github.jwtauth.boot.jpa;

import java.util.Map;

class MariaDbAccountRaceTests extends AccountRaceContract {

	@Override
	Map<String, String> database() {
		return TestDatabases.mariaDb();
	}

	@Override
	String waiting() {
		return """
				select count(*) from information_schema.innodb_trx t
				 join information_schema.processlist p on p.id = t.trx_mysql_thread_id
				 where t.trx_state = 'LOCK WAIT' and p.db = database()""";
	}

}
