package io.github.jwtauth.test;

import io.github.jwtauth.test.shop.ShopApplication;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** As the library comes: refresh tokens in a cookie that is {@code Secure}. */
@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureJwtAuth
class CookieClientTests extends AuthTestClientWalks {

}
