package io.github.jwtauth.boot.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits.
 *
 * @param enabled Whether there is a limit to how much mail one mailbox gets that anybody
 * can cause. Off is for tests only.
 */
@ConfigurationProperties("jwtauth.rate-limit")
record RateLimitProperties(@DefaultValue("true") boolean enabled) {

}
