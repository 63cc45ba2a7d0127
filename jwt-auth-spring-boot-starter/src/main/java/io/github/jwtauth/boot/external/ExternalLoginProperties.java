package io.github.jwtauth.boot.external;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Login with an identity provider.
 *
 * @param returnUrl Where the browser goes after a login with an identity provider, the
 * exchange token in the fragment. Defaults to the root of the public URL.
 */
@ConfigurationProperties("jwtauth.external-login")
record ExternalLoginProperties(@Nullable String returnUrl) {

}
