package io.github.jwtauth.flow.hosts.signup;

import java.util.List;
import java.util.Map;

import io.github.jwtauth.boot.external.ExternalIdentityMapper;
import io.github.jwtauth.registration.ExternalIdentity;
import io.github.jwtauth.registration.RegistrationDecision;
import io.github.jwtauth.registration.RegistrationPolicy;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.user.OAuth2User;

/**
 * Rules of a host for those whom a provider sends; the page <em>I want to …</em> has
 * them.
 */
@Configuration(proxyBeanMethods = false)
public class OwnSignUpHost {

	@Bean
	RegistrationPolicy ownPeopleOnly() {
		return (request) -> {
			if (!request.emailVerified()) {
				return RegistrationDecision.reject("verified_address_required");
			}
			return switch (request.extra().getOrDefault("department", "")) {
				case "it" -> RegistrationDecision.acceptWith(List.of("USER", "ADMIN"));
				case "" -> RegistrationDecision.reject("employees_only");
				default -> RegistrationDecision.accept(request);
			};
		};
	}

	@Bean
	ExternalIdentityMapper companyDirectory() {
		ExternalIdentityMapper standard = ExternalIdentityMapper.standard();
		return (login) -> {
			ExternalIdentity identity = standard.map(login);
			OAuth2User user = login.getPrincipal();
			if (user.getAttribute("department") instanceof String department) {
				identity = identity.withExtra(Map.of("department", department));
			}
			// this provider runs the mailboxes, and does not say email_verified
			boolean ours = "provider".equals(login.getAuthorizedClientRegistrationId()) && identity.email() != null
					&& identity.email().canonical().endsWith("@corp.example");
			return ours ? identity.withEmail(identity.email(), true) : identity;
		};
	}

}
