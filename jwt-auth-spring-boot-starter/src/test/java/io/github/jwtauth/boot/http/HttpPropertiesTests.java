package io.github.jwtauth.boot.http;

import java.util.stream.Stream;

import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.session.RefreshTokenCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class HttpPropertiesTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JwtAuthHttpAutoConfiguration.class))
		.withBean(RandomBytes.class, RandomBytes::secure)
		.withBean(SecretKeys.class, TestSecrets::keys)
		.withBean(RefreshTokenCodec.class, () -> new RefreshTokenCodec(TestSecrets.keys()));

	@Test
	void defaultsAreThoseOfTheContract() {
		this.runner.run((context) -> {
			assertThat(context.getBean(EndpointSettings.class).basePath()).isEqualTo("/auth");
			assertThat(context.getBean(EndpointSettings.class).enabled()).containsExactlyElementsOf(
					Stream.of(AuthEndpoint.values()).filter((endpoint) -> !endpoint.group().equals("admin")).toList());
			assertThat(context.getBean(TransportSettings.class)).isEqualTo(new TransportSettings(true, false, false));
			assertThat(context.getBean(CookieSettings.class))
				.isEqualTo(new CookieSettings(true, "Strict", null, "/", null));
			assertThat(context.getBean(CsrfSettings.class)).isEqualTo(new CsrfSettings(false, false));
		});
	}

	@Test
	void administratorsHaveEndpointsWhereTheHostSaysSo() {
		this.runner.withPropertyValues("jwtauth.admin.enabled=true")
			.run((context) -> assertThat(context.getBean(EndpointSettings.class).enabled())
				.containsExactly(AuthEndpoint.values()));
	}

	@Test
	void everyPropertyHasItsEffect() {
		this.runner
			.withPropertyValues("jwtauth.base-path=/account", "jwtauth.refresh-token-as-cookie=false",
					"jwtauth.access-token-as-cookie=true", "jwtauth.transport-override=true",
					"jwtauth.cookie.same-site=lax", "jwtauth.cookie.domain=example.com", "jwtauth.cookie.path=/account",
					"jwtauth.cookie.name-prefix=__Secure-shop-", "jwtauth.csrf.token=true",
					"jwtauth.endpoints.login.enabled=false", "jwtauth.endpoints.sessions.enabled=true")
			.run((context) -> {
				assertThat(context.getBean(EndpointSettings.class).pattern(AuthEndpoint.LOGIN))
					.isEqualTo("/account/login");
				assertThat(context.getBean(EndpointSettings.class).isEnabled(AuthEndpoint.LOGIN)).isFalse();
				assertThat(context.getBean(EndpointSettings.class).isEnabled(AuthEndpoint.SESSION)).isTrue();
				assertThat(context.getBean(TransportSettings.class))
					.isEqualTo(new TransportSettings(false, true, true));
				assertThat(context.getBean(CookieSettings.class))
					.isEqualTo(new CookieSettings(true, "Lax", "example.com", "/account", "__Secure-shop-"));
				assertThat(context.getBean(CsrfSettings.class).tokenRequired()).isTrue();
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			jwtauth.cookie.same-site=none       | jwtauth.cookie.secure=false       | jwtauth.cookie.same-site
			jwtauth.cookie.name-prefix=__Host-  | jwtauth.cookie.domain=example.com | jwtauth.cookie.name-prefix
			jwtauth.cookie.name-prefix=__Host-  | jwtauth.cookie.path=/auth         | jwtauth.cookie.name-prefix
			jwtauth.cookie.name-prefix=__host-x | jwtauth.cookie.secure=false       | jwtauth.cookie.name-prefix
			jwtauth.cookie.name-prefix=__Secure-| jwtauth.cookie.secure=false       | jwtauth.cookie.name-prefix
			jwtauth.cookie.name-prefix=a b      | x=y                               | jwtauth.cookie.name-prefix
			jwtauth.cookie.domain=example.com;x | x=y                               | jwtauth.cookie.domain
			jwtauth.cookie.domain=.example.com  | x=y                               | jwtauth.cookie.domain
			jwtauth.cookie.path=auth            | x=y                               | jwtauth.cookie.path
			jwtauth.cookie.path=/;Domain=evil   | x=y                               | jwtauth.cookie.path
			jwtauth.base-path=auth              | x=y                               | jwtauth.base-path
			jwtauth.base-path=/a/../b           | x=y                               | jwtauth.base-path
			jwtauth.base-path=/a//b             | x=y                               | jwtauth.base-path
			jwtauth.base-path=/{tenant}         | x=y                               | jwtauth.base-path
			jwtauth.base-path=/**               | x=y                               | jwtauth.base-path
			jwtauth.endpoints.logn.enabled=false| x=y                               | jwtauth.endpoints.logn.enabled
			jwtauth.trusted-proxies=10.0.0.0/99 | x=y                               | jwtauth.trusted-proxies
			""")
	void whatWouldQuietlyWeakenSomethingStopsTheStart(String first, String second, String property) {
		this.runner.withPropertyValues(first, second)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (ex) -> {
					assertThat(ex.property()).isEqualTo(property);
					assertThat(ex.problem()).isNotBlank();
					assertThat(ex.fix()).isNotBlank();
				}));
	}

	@ParameterizedTest
	@CsvSource({ "true,,/,__Host-", "false,,/,''", "true,example.com,/,__Secure-", "true,,/auth,__Secure-" })
	void thePrefixFollowsFromTheAttributes(boolean secure, String domain, String path, String prefix) {
		assertThat(new CookieSettings(secure, "Strict", domain, path, null).name(CookieSettings.REFRESH_TOKEN))
			.isEqualTo(prefix + "refresh_token");
	}

	@Test
	void theLeftmostForwardedAddressIsWarnedOf(CapturedOutput output) { // decision 16
		WebApplicationContextRunner examined = this.runner.withBean(PublicUrl.class, () -> new PublicUrl(null))
			.withConfiguration(AutoConfigurations.of(JwtAuthDoctorAutoConfiguration.class));
		examined.run((context) -> assertThat(output).doesNotContain("forward-headers-strategy"));
		examined.withPropertyValues("server.forward-headers-strategy=framework", "jwtauth.trusted-proxies=10.0.0.0/8")
			.run((context) -> assertThat(output).doesNotContain("forward-headers-strategy"));
		examined.withPropertyValues("server.forward-headers-strategy=framework")
			.run((context) -> assertThat(output)
				.contains("server.forward-headers-strategy=framework takes the leftmost"));
	}

	@Test
	void anEmptyDomainIsNone() {
		this.runner.withPropertyValues("jwtauth.cookie.domain=")
			.run((context) -> assertThat(context.getBean(CookieSettings.class).domain()).isNull());
	}

}
