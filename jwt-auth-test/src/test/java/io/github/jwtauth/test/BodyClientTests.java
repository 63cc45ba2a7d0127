package io.github.jwtauth.test;

import io.github.jwtauth.test.shop.ShopApplication;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Tokens in bodies, the endpoints elsewhere, the whole application below a path. */
@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "jwtauth.refresh-token-as-cookie=false", "server.servlet.context-path=/shop" })
@AutoConfigureJwtAuth
class BodyClientTests extends AuthTestClientWalks {

}
