package io.github.jwtauth.test;

import io.github.jwtauth.test.shop.ShopApplication;
import org.junit.jupiter.api.Nested;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The second factor of the library, walked with the kit in both transports. */
class MfaClientTests {

	@Nested
	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
	@AutoConfigureJwtAuth
	class InCookies extends MfaClientWalks {

	}

	@Nested
	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { "jwtauth.refresh-token-as-cookie=false", "server.servlet.context-path=/shop" })
	@AutoConfigureJwtAuth
	class InBodies extends MfaClientWalks {

	}

}
