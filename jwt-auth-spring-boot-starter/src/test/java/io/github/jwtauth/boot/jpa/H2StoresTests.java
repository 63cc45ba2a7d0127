package io.github.jwtauth.boot.jpa;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class H2StoresTests extends StoreContracts {

	private static TestHouse house;

	@BeforeAll
	static void open() {
		house = TestHouse.on(TestDatabases.h2());
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
