package io.github.jwtauth.boot.autoconfigure;

import java.time.Duration;
import java.util.Set;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.registration.InvitationSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Invitations.
 *
 * @param roles Whoever has one of these roles may invite, besides administrators; without
 * prefix.
 * @param lifetime How long an invitation is good, 1 minute to 30 days.
 */
@ConfigurationProperties("jwtauth.invitation")
record InvitationProperties(@DefaultValue("ADMIN") Set<String> roles, @DefaultValue("7d") Duration lifetime) {

	InvitationProperties {
		roles = Set.copyOf(roles);
		if (roles.stream().anyMatch((role) -> role.isBlank() || role.startsWith("ROLE_"))) {
			throw new InvalidPropertyException("jwtauth.invitation.roles",
					"the name of a role is empty or has a prefix, so that nobody would have it",
					"list names without ROLE_, for example ADMIN");
		}
		try {
			InvitationSettings.of(roles, Set.of(), lifetime);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException("jwtauth.invitation.lifetime", String.valueOf(ex.getMessage()),
					"jwtauth.invitation.lifetime=7d");
		}
	}

}
