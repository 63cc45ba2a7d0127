package io.github.jwtauth.boot.jpa;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MariaDbStoresTests extends StoreContracts {

	private static TestHouse house;

	@BeforeAll
	static void open() {
		house = TestHouse.on(TestDatabases.mariaDb());
	}

	@AfterAll
	static void close() {
		if (house != null) {
			house.close();
		}
	}

	@Override
	TestHouse house() {
		return house;
	}

}
