package io.github.jwtauth.boot.autoconfigure;

import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.boot.http.CheckedConfiguration;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.protection.HashingSettings;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.token.AccessTokenSettings;

/**
 * The configuration, complete and safe. That this exists means that nothing was found
 * against starting; every bean of the core hangs on it.
 *
 * @param secretKeys every derived key
 * @param publicUrl where the application is for the outside world
 * @param accessTokens what access tokens have in common
 * @param sessions how long sessions live and how many there are
 * @param hashing how much hashing happens at once
 * @param verifiedEmailRequired whether an address must be proven before a login
 */
record CoreSettings(SecretKeys secretKeys, PublicUrl publicUrl, AccessTokenSettings accessTokens,
		SessionSettings sessions, HashingSettings hashing,
		boolean verifiedEmailRequired) implements CheckedConfiguration {

}
