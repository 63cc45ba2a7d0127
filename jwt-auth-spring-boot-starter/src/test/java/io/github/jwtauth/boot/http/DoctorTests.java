package io.github.jwtauth.boot.http;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class DoctorTests {

	private static final PublicUrl HTTPS = new PublicUrl(URI.create("https://app.example.com"));

	private static final CookieSettings STRICT = new CookieSettings(true, "Strict", null, "/", null);

	@Test
	void everyPartIsToldInOrder() {
		Map<String, Object> report = doctor(section("one", Map.of("a", 1)), section("two", Map.of())).examine();
		assertThat(report).containsExactly(Map.entry("status", "ok"), Map.entry("warnings", List.of()),
				Map.entry("sections", Map.of("one", Map.of("a", 1), "two", Map.of())));
		assertThat(((Map<?, ?>) report.get("sections")).keySet()).map(Object::toString).containsExactly("one", "two");
	}

	@Test
	void aPartThatFailsIsUnknownAndTheOthersAreTold() {
		DoctorSection broken = new DoctorSection() {

			@Override
			public String name() {
				return "broken";
			}

			@Override
			public Map<String, Object> facts() {
				throw new IllegalStateException("jdbc:postgresql://db/?password=geheim");
			}

			@Override
			public List<String> warnings() {
				throw new IllegalStateException("geheim");
			}

		};
		Map<String, Object> report = doctor(broken, section("well", Map.of("a", 1))).examine();
		assertThat(report).containsEntry("status", "warnings")
			.containsEntry("sections", Map.of("broken", "unknown", "well", Map.of("a", 1)));
		assertThat(report.get("warnings").toString()).contains("'broken' could not be examined")
			.doesNotContain("geheim");
	}

	@Test
	void cookiesAreToldAsTheyAreSet() {
		TransportSection section = new TransportSection(new TransportSettings(true, true, false), STRICT, HTTPS);
		assertThat(section.facts()).containsEntry("refresh_token", "cookie")
			.containsEntry("access_token", "cookie")
			.containsEntry("cookies",
					Map.of("__Host-refresh_token", "Path=/; Secure; HttpOnly; SameSite=Strict", "__Host-access_token",
							"Path=/; Secure; HttpOnly; SameSite=Lax", "__Host-device",
							"Path=/; Secure; HttpOnly; SameSite=Strict"));
		assertThat(section.warnings()).isEmpty();
	}

	@Test
	void cookiesThatAreTooOpenAreWarnedOf() {
		CookieSettings open = new CookieSettings(false, "None", "example.com", "/", null);
		TransportSettings transport = new TransportSettings(true, false, false);
		assertThat(new TransportSection(transport, open, HTTPS).warnings()).hasSize(2)
			.anyMatch((warning) -> warning.contains("jwtauth.cookie.secure"))
			.anyMatch((warning) -> warning.contains("jwtauth.cookie.same-site"));
		// plain http on localhost is how everybody begins
		CookieSettings local = new CookieSettings(false, "Strict", null, "/", null);
		assertThat(new TransportSection(transport, local, new PublicUrl(null)).warnings()).isEmpty();
	}

	@Test
	void theSourceOfAddressesIsTold() { // decision 16
		MockEnvironment framework = new MockEnvironment().withProperty("server.forward-headers-strategy", "framework");
		assertThat(new ClientAddressSection(List.of(), new MockEnvironment()).facts()).containsEntry("source",
				"the connection");
		ClientAddressSection leftmost = new ClientAddressSection(List.of(), framework);
		assertThat(leftmost.facts().get("source").toString()).contains("leftmost");
		assertThat(leftmost.warnings()).singleElement().asString().contains("jwtauth.trusted-proxies");
		ClientAddressSection behind = new ClientAddressSection(List.of("10.0.0.0/8"), framework);
		assertThat(behind.facts().get("source").toString()).contains("from the right");
		assertThat(behind.warnings()).isEmpty();
	}

	private static Doctor doctor(DoctorSection... sections) {
		return new Doctor(() -> List.of(sections));
	}

	private static DoctorSection section(String name, Map<String, Object> facts) {
		return new DoctorSection() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public Map<String, Object> facts() {
				return facts;
			}

		};
	}

}
