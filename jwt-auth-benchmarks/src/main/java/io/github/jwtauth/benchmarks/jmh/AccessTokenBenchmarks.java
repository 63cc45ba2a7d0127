package io.github.jwtauth.benchmarks.jmh;

import java.util.concurrent.TimeUnit;

import io.github.jwtauth.boot.jose.AccessTokenDecoder;
import io.github.jwtauth.token.AccessToken;
import io.github.jwtauth.token.AccessTokenGrant;
import io.github.jwtauth.token.AccessTokenIssuer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * To issue an access token, and to verify one: gate, signature and every check that a
 * request makes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx512m")
@SuppressWarnings("NullAway.Init")
public class AccessTokenBenchmarks {

	/** Who computes signatures: {@code jwtauth.signing.provider}. */
	@Param({ "jdk", "auto" })
	public String provider = "jdk";

	private House house;

	private AccessTokenIssuer issuer;

	private AccessTokenGrant grant;

	private AccessTokenDecoder decoder;

	private House cachingHouse;

	private AccessTokenDecoder cachingDecoder;

	private String token;

	private String knownToken;

	/**
	 * Wires two applications, one without a cache of verified tokens.
	 */
	@Setup
	public void start() {
		this.house = new House("jwtauth.access-token.verified-cache-size=0",
				"jwtauth.signing.provider=" + this.provider);
		this.issuer = this.house.bean(AccessTokenIssuer.class);
		this.grant = this.house.grant();
		this.decoder = this.house.bean(AccessTokenDecoder.class);
		this.token = this.issuer.issue(this.grant).value().reveal();
		this.cachingHouse = new House("jwtauth.signing.provider=" + this.provider);
		this.cachingDecoder = this.cachingHouse.bean(AccessTokenDecoder.class);
		this.knownToken = this.cachingHouse.bean(AccessTokenIssuer.class)
			.issue(this.cachingHouse.grant())
			.value()
			.reveal();
	}

	/**
	 * Ends them.
	 */
	@TearDown
	public void stop() {
		this.house.close();
		this.cachingHouse.close();
	}

	/**
	 * Signs.
	 * @return a token
	 */
	@Benchmark
	public AccessToken issue() {
		return this.issuer.issue(this.grant);
	}

	/**
	 * Verifies a token as if it were seen for the first time.
	 * @return what it says
	 */
	@Benchmark
	public Jwt decode() {
		return this.decoder.decode(this.token);
	}

	/**
	 * Verifies a token that was verified before.
	 * @return what it says
	 */
	@Benchmark
	public Jwt decodeCached() {
		return this.cachingDecoder.decode(this.knownToken);
	}

}
