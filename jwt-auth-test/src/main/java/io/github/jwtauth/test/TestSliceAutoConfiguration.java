package io.github.jwtauth.test;

import io.github.jwtauth.boot.http.JwtAuthHttpAutoConfiguration;
import io.github.jwtauth.boot.security.JwtAuthHostSecurityAutoConfiguration;
import io.github.jwtauth.boot.security.JwtAuthSecurityAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;

/**
 * Protects a slice of web controllers as the whole application is: by the chain that asks
 * for an access token, or by the host's own {@code http.with(jwtAuth())}. Without this a
 * slice has Boot's chain with a login form. Only in slices; a whole application has all
 * of it in an order that must not be disturbed.
 */
@AutoConfiguration(before = { SecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
		UserDetailsServiceAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = EnableAutoConfiguration.ENABLED_OVERRIDE_PROPERTY, havingValue = false)
@ImportAutoConfiguration({ SlicePartsAutoConfiguration.class, JwtAuthHttpAutoConfiguration.class,
		JwtAuthSecurityAutoConfiguration.class, JwtAuthHostSecurityAutoConfiguration.class,
		OAuth2ResourceServerWebSecurityAutoConfiguration.class })
final class TestSliceAutoConfiguration {

}
