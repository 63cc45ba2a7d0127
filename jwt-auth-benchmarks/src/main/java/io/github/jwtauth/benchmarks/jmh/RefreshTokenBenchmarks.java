package io.github.jwtauth.benchmarks.jmh;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.benchmarks.host.BenchmarkAccounts;
import io.github.jwtauth.login.LoginAttempt;
import io.github.jwtauth.login.PasswordLogin;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.session.RefreshToken;
import io.github.jwtauth.session.RefreshTokenCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * To write a refresh token, and to tell a genuine one from a forgery without a query.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx512m")
@SuppressWarnings("NullAway.Init")
public class RefreshTokenBenchmarks {

	private House house;

	private RefreshTokenCodec codec;

	private Secret genuine;

	private Secret forged;

	private RefreshToken token;

	/**
	 * Logs in, to have a token.
	 */
	@Setup
	public void start() {
		this.house = new House();
		this.codec = this.house.bean(RefreshTokenCodec.class);
		this.genuine = this.house.bean(PasswordLogin.class)
			.login(new LoginAttempt(BenchmarkAccounts.email(0),
					RawPassword.of(Secret.of(BenchmarkAccounts.PASSWORD), "password"), Device.unknown(), false, null))
			.refreshToken();
		this.token = this.codec.decode(this.genuine).orElseThrow();
		char first = this.genuine.reveal().charAt(10);
		this.forged = Secret
			.of(new StringBuilder(this.genuine.reveal()).replace(10, 11, (first == 'A') ? "B" : "A").toString());
	}

	/**
	 * Ends the application.
	 */
	@TearDown
	public void stop() {
		this.house.close();
	}

	/**
	 * Writes.
	 * @return a token
	 */
	@Benchmark
	public Secret encode() {
		return this.codec.encode(this.token);
	}

	/**
	 * Reads a genuine token.
	 * @return what it says
	 */
	@Benchmark
	public Optional<RefreshToken> decode() {
		return this.codec.decode(this.genuine);
	}

	/**
	 * Refuses a forgery.
	 * @return nothing
	 */
	@Benchmark
	public Optional<RefreshToken> refuse() {
		return this.codec.decode(this.forged);
	}

}
