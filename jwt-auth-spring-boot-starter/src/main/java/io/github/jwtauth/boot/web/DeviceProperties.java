package io.github.jwtauth.boot.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept of a device.
 *
 * @param collect Whether the user agent and the address of a session are kept and shown
 * to its owner.
 */
@ConfigurationProperties("jwtauth.device")
record DeviceProperties(@DefaultValue("true") boolean collect) {

}
