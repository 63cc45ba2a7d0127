package io.github.jwtauth.benchmarks.host;

import java.util.Map;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Does nothing, so that what is measured is the way to it.
 */
@RestController
class PingController {

	@GetMapping({ "/open/ping", "/stock/ping", "/boot/ping", "/own/ping" })
	Map<String, Object> ping() {
		return Map.of("status", "ok", "n", 1);
	}

}
