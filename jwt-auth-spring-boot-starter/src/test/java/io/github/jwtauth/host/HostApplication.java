package io.github.jwtauth.host;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * The plain host: everything is auto-configured from here.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class HostApplication {

}
