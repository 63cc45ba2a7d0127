package io.github.jwtauth.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.benchmarks.host.BenchmarkAccounts;
import io.github.jwtauth.benchmarks.load.CpuTime;
import io.github.jwtauth.benchmarks.load.Load;
import io.github.jwtauth.benchmarks.load.LoadGenerator;
import io.github.jwtauth.benchmarks.load.Measurement;
import io.github.jwtauth.benchmarks.load.RequestTemplate;

/**
 * One kind of request, measured again and again.
 */
abstract class Walk {

	private final String name;

	private final List<Measurement> rounds = new ArrayList<>();

	Walk(String name) {
		this.name = name;
	}

	/** Requests that carry the same access token, or none. */
	static Walk get(String name, String path, String accessToken) {
		RequestTemplate request = RequestTemplate.get(path);
		RequestTemplate whole = accessToken.isEmpty() ? request : request.withBearer(accessToken);
		return new Walk(name) {

			@Override
			Load load(int port, int connections, Duration warmUp, Duration duration) {
				return Load.same(port, connections, warmUp, duration, whole);
			}

		};
	}

	/** Logins, each connection as somebody else. */
	static Walk login(String name) {
		return new Walk(name) {

			@Override
			Load load(int port, int connections, Duration warmUp, Duration duration) {
				return new Load(port, connections, warmUp, duration, Credentials::loginOf, null, List.of());
			}

		};
	}

	/** Forgotten passwords, each connection somebody else's. */
	static Walk reset(String name) {
		return new Walk(name) {

			@Override
			Load load(int port, int connections, Duration warmUp, Duration duration) {
				return new Load(port, connections, warmUp, duration,
						(connection) -> RequestTemplate.post("/auth/password/reset", resetBody(connection)), null,
						List.of());
			}

		};
	}

	static String resetBody(int number) {
		return "{\"email\":\"" + BenchmarkAccounts.email(number) + "\"}";
	}

	/** Refreshes, each connection with the token that the last answer gave it. */
	static Walk refresh(String name, List<String> refreshTokens) {
		RequestTemplate request = RequestTemplate.post("/auth/token/refresh",
				"{\"refresh_token\":\"" + RequestTemplate.TOKEN + "\"}");
		return new Walk(name) {

			private List<String> live = refreshTokens;

			@Override
			Load load(int port, int connections, Duration warmUp, Duration duration) {
				return new Load(port, connections, warmUp, duration, (connection) -> request, "refresh_token",
						this.live);
			}

			@Override
			void take(Measurement measurement) {
				this.live = measurement.tokens();
			}

		};
	}

	abstract Load load(int port, int connections, Duration warmUp, Duration duration);

	void take(Measurement measurement) {
	}

	final void measure(HostProcess host, Options options, Duration warmUp, CpuTime cpu) throws IOException {
		Measurement measurement = LoadGenerator
			.run(load(host.port(), options.connections(), warmUp, options.duration()), cpu);
		take(measurement);
		this.rounds.add(measurement);
	}

	final String name() {
		return this.name;
	}

	final List<Measurement> rounds() {
		return this.rounds;
	}

}
