package io.github.jwtauth.boot.ratelimit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.NetworkRanges;
import io.github.jwtauth.boot.http.RateLimitProperties;
import io.github.jwtauth.protection.RateLimiter;

/**
 * What is limited, and where it is counted.
 */
final class RateLimitDoctor implements DoctorSection {

	private final RateLimitProperties properties;

	private final NetworkRanges allowed;

	private final EndpointLimits limits;

	private final RateLimiter limiter;

	RateLimitDoctor(RateLimitProperties properties, NetworkRanges allowed, EndpointLimits limits, RateLimiter limiter) {
		this.properties = properties;
		this.allowed = allowed;
		this.limits = limits;
		this.limiter = limiter;
	}

	@Override
	public String name() {
		return "rate-limit";
	}

	@Override
	public Map<String, Object> facts() {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("enabled", this.properties.enabled());
		facts.put("store", store());
		facts.put("expected_nodes", this.properties.nodes());
		facts.put("allowed_networks", this.properties.allowedNetworks());
		if (this.limiter instanceof RedisRateLimiter redis) {
			facts.put("redis_answers", redis.isShared());
		}
		facts.put("limits", this.limits.texts());
		return facts;
	}

	@Override
	public List<String> warnings() {
		List<String> warnings = new ArrayList<>();
		if (!this.properties.enabled()) {
			warnings.add("Requests are not limited, passwords can be guessed as fast as they are hashed"
					+ " (jwtauth.rate-limit.enabled=true).");
		}
		Integer nodes = this.properties.expectedNodes();
		if (this.limiter instanceof MemoryRateLimiter && nodes != null && nodes > 1) {
			warnings.add("Each of " + nodes + " nodes counts by itself, so that every limit is that many times as high"
					+ " (jwtauth.rate-limit.store=redis).");
		}
		if (this.limiter instanceof RedisRateLimiter redis && !redis.isShared()) {
			warnings.add("Redis does not answer; this node grants its own part of every budget"
					+ " (spring.data.redis.*, jwtauth.rate-limit.expected-nodes).");
		}
		if (this.allowed.isEverybody()) {
			warnings.add("Every address is in the list of those that are not limited"
					+ " (jwtauth.rate-limit.allowed-networks).");
		}
		return warnings;
	}

	private String store() {
		if (this.limiter instanceof MemoryRateLimiter) {
			return "memory";
		}
		return (this.limiter instanceof RedisRateLimiter) ? "redis" : this.limiter.getClass().getName();
	}

}
