package io.github.jwtauth.boot.external;

import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.boot.http.CorsSettings;
import io.github.jwtauth.boot.http.JwtAuthHttpAutoConfiguration;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.registration.ExternalSignIn;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;

/**
 * Has ready what {@code http.with(externalLogin())} needs, where Spring Security's OAuth
 * 2.0 client is on the class path. No chain is changed by it.
 */
@AutoConfiguration(after = JwtAuthHttpAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(OAuth2LoginAuthenticationFilter.class)
@EnableConfigurationProperties(ExternalLoginProperties.class)
public final class JwtAuthExternalLoginAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ExternalIdentityMapper jwtAuthExternalIdentityMapper() {
		return ExternalIdentityMapper.standard();
	}

	@Bean
	ExternalLoginParts jwtAuthExternalLoginParts(ExternalLoginProperties properties, PublicUrl publicUrl,
			CorsSettings cors, ExternalIdentityMapper mapper, ExternalSignIn signIn, AuthCookies cookies,
			ObjectProvider<ClientRegistrationRepository> registrations) {
		Issuers issuers = new Issuers((id) -> {
			ClientRegistrationRepository repository = registrations.getIfUnique();
			return (repository != null) ? repository.findByRegistrationId(id) : null;
		});
		ReturnUrls returnUrls = new ReturnUrls(properties.returnUrl(), publicUrl, cors.allowedOrigins());
		ReturnRedirect redirect = new ReturnRedirect(returnUrls);
		return new ExternalLoginParts(returnUrls, new ExternalLoginSuccess(mapper, issuers, signIn, cookies, redirect),
				new ExternalLoginFailure(redirect));
	}

}
