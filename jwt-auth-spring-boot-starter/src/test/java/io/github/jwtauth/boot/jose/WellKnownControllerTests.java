package io.github.jwtauth.boot.jose;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.token.AccessTokenSettings;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * What verifiers of other applications read.
 */
class WellKnownControllerTests {

	private final MovableClock clock = new MovableClock(TestNode.START);

	private final TestNode node = new TestNode(new TestSigningKeyStore(), this.clock);

	private final MockMvc mvc = MockMvcBuilders.standaloneSetup()
		.setCustomHandlerMapping(() -> mapping(new JwksController(this.node.keys)))
		.build();

	//
	@Test
	void theKeySetHasPublicMembersOnly() throws Exception {
		String body = keySet();

		assertThat(JSONObjectUtils.parse(body).get("keys")).asInstanceOf(InstanceOfAssertFactories.LIST)
			.singleElement()
			.asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsOnlyKeys("kty", "crv", "x", "y", "kid", "use", "alg")
			.containsEntry("kid", this.node.ring.active().kid())
			.containsEntry("use", "sig")
			.containsEntry("alg", "ES256");
	}

	@Test
	void theKeySetMayBeKeptForFiveMinutes() throws Exception {
		this.mvc.perform(get("/.well-known/jwks.json"))
			.andExpect(status().isOk())
			.andExpect(header().string("Cache-Control", "max-age=300, public"));
	}

	/** RFC 7638: whoever computes the thumbprint gets the name. */
	@Test
	void aKeyIsNamedByItsThumbprint() throws Exception {
		assertThat(JWKSet.parse(keySet()).getKeys())
			.allSatisfy((key) -> assertThat(key.computeThumbprint().toString()).isEqualTo(key.getKeyID()));
	}

	@Test
	void aSuccessorIsInTheKeySetBeforeItSigns() throws Exception {
		this.clock.advance(Duration.ofDays(89));
		this.node.ring.refresh();

		assertThat(JWKSet.parse(keySet()).getKeys()).hasSize(2);
	}

	@Test
	void theMetadataPointToTheKeySet() {
		DiscoveryController.Metadata metadata = metadata("https://iss/", "https://public.example/app");

		assertThat(metadata.issuer()).isEqualTo("https://iss/");
		assertThat(metadata.jwksUri()).isEqualTo("https://public.example/app/.well-known/jwks.json");
		assertThat(metadata.responseTypesSupported()).isEmpty();
		assertThat(metadata.subjectTypesSupported()).containsExactly("public");
		assertThat(metadata.idTokenSigningAlgValuesSupported()).isEqualTo(List.of("ES256"));
	}

	@Test
	void withoutAPublicUrlTheIssuerIsTheLocation() {
		assertThat(metadata("https://iss/", null).jwksUri()).isEqualTo("https://iss/.well-known/jwks.json");
	}

	/** Never a guess from the request. */
	@Test
	void anIssuerThatIsNoLocationHasNoMetadata() {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> metadata("my-application", null))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(AuthErrorCode.NOT_FOUND));
	}

	private String keySet() throws Exception {
		return this.mvc.perform(get("/.well-known/jwks.json")).andReturn().getResponse().getContentAsString();
	}

	/** As the library maps its controllers: by hand, out of the host's sight. */
	private static RequestMappingHandlerMapping mapping(Object controller) {
		return new RequestMappingHandlerMapping() {

			@Override
			protected void initHandlerMethods() {
				detectHandlerMethods(controller);
			}

		};
	}

	private DiscoveryController.Metadata metadata(String issuer, String publicUrl) {
		AccessTokenSettings settings = new AccessTokenSettings(issuer, "api", "c", Duration.ofMinutes(15));
		URI configured = (publicUrl != null) ? URI.create(publicUrl) : null;
		return new DiscoveryController(settings, new PublicUrl(configured), this.node.keys).metadata().getBody();
	}

}
