package io.github.jwtauth.boot.external;

import java.util.List;

import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.registration.ExternalIdentity;
import io.github.jwtauth.registration.RegistrationDecision;
import io.github.jwtauth.registration.RegistrationMode;
import io.github.jwtauth.registration.RegistrationPolicy;
import io.github.jwtauth.registration.RegistrationRequest;
import io.github.jwtauth.registration.RegistrationWay;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.config.Customizer;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

import static org.assertj.core.api.Assertions.assertThat;

class JwtAuthExternalLoginAutoConfigurationTests {

	private final WebApplicationContextRunner runner = TestStarter.runner()
		.withConfiguration(AutoConfigurations.of(JwtAuthExternalLoginAutoConfiguration.class));

	@Test
	void everythingIsReadyAndNothingIsChanged() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(ExternalLoginParts.class);
			assertThat(context).doesNotHaveBean(AuthenticationSuccessHandler.class);
			assertThat(context).doesNotHaveBean(AuthenticationFailureHandler.class);
			assertThat(context).doesNotHaveBean(Customizer.class);
			assertThat(context.getBean(FilterChainProxy.class).getFilterChains())
				.allSatisfy((chain) -> assertThat(chain.getFilters())
					.noneMatch(OAuth2LoginAuthenticationFilter.class::isInstance));
		});
	}

	@Test
	void withoutTheClientThereIsNothing() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security.oauth2.client"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("jwtAuthExternalLoginParts"));
	}

	@Test
	void mapperOfTheHostIsUsed() {
		ExternalIdentityMapper own = (login) -> ExternalIdentity.of("own", login.getName());
		this.runner.withBean("own", ExternalIdentityMapper.class, () -> own)
			.run((context) -> assertThat(context.getBean(ExternalIdentityMapper.class)).isSameAs(own));
	}

	@Test
	void returnUrlFollowsThePublicUrl() {
		this.runner.run((context) -> assertThat(fallback(context.getBean(ExternalLoginParts.class)))
			.isEqualTo("https://app.example.com/"));
		this.runner.withPropertyValues("jwtauth.external-login.return-url=https://spa.example/in")
			.run((context) -> assertThat(fallback(context.getBean(ExternalLoginParts.class)))
				.isEqualTo("https://spa.example/in"));
	}

	@Test
	void returnUrlThatIsNoPageStopsTheStart() {
		this.runner.withPropertyValues("jwtauth.external-login.return-url=//spa.example")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("jwtauth.external-login.return-url"));
	}

	@Test
	void listedFrontEndsMayBeReturnedTo() {
		this.runner.withPropertyValues("jwtauth.cors.allowed-origins=https://front.example")
			.run((context) -> assertThat(
					context.getBean(ExternalLoginParts.class).returnUrls().isAllowed("https://front.example/in"))
				.isTrue());
	}

	@Test
	void registrationIsOpenUnlessThePropertySaysOtherwise() {
		RegistrationRequest request = new RegistrationRequest(RegistrationWay.EXTERNAL, null, false, null, null, null,
				"p", java.util.Map.of(), new java.util.TreeSet<>(List.of("USER")));
		this.runner.run((context) -> assertThat(context.getBean(RegistrationPolicy.class).decide(request))
			.isEqualTo(RegistrationDecision.accept(request)));
		for (String mode : List.of("invitation", "closed")) {
			this.runner.withPropertyValues("jwtauth.registration.mode=" + mode)
				.run((context) -> assertThat(context.getBean(RegistrationPolicy.class).decide(request))
					.isEqualTo(RegistrationDecision.reject("registration_closed")));
		}
		RegistrationPolicy own = RegistrationPolicy.of(RegistrationMode.CLOSED);
		this.runner.withBean("own", RegistrationPolicy.class, () -> own)
			.run((context) -> assertThat(context.getBean(RegistrationPolicy.class)).isSameAs(own));
	}

	@Test
	void roleWithAPrefixStopsTheStart() {
		this.runner.withPropertyValues("jwtauth.registration.default-roles=ROLE_USER")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("jwtauth.registration.default-roles"));
	}

	private static String fallback(ExternalLoginParts parts) {
		return parts.returnUrls().fallback("");
	}

}
