package io.github.jwtauth.test;

import io.github.jwtauth.test.shop.ShopApplication;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Everything in cookies, and every proof that a browser can give asked for. */
@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "jwtauth.access-token-as-cookie=true", "jwtauth.csrf.token=true",
				"jwtauth.csrf.require-origin=true" })
@AutoConfigureJwtAuth
class StrictCookieClientTests extends AuthTestClientWalks {

}
