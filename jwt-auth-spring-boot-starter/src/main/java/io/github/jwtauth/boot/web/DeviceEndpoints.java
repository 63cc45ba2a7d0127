package io.github.jwtauth.boot.web;

import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.login.DeviceTokens;
import io.github.jwtauth.login.Freshness;
import io.github.jwtauth.login.Reauthentication;
import io.github.jwtauth.login.SessionDisavowal;
import io.github.jwtauth.registration.InvitationAcceptance;
import io.github.jwtauth.registration.InvitationSettings;
import io.github.jwtauth.registration.Invitations;
import io.github.jwtauth.verification.EmailChange;
import io.github.jwtauth.verification.EmailChangeUndo;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * What an owner does about devices and addresses, and how people are invited.
 */
@Configuration(proxyBeanMethods = false)
class DeviceEndpoints {

	@Bean
	PresentedDevices jwtAuthPresentedDevices(DeviceTokens tokens, AuthCookies cookies) {
		return new PresentedDevices(tokens, cookies);
	}

	@Bean
	ReauthenticationController jwtAuthReauthenticationController(Reauthentication reauthentication,
			NewSessionAnswer answer) {
		return new ReauthenticationController(reauthentication, answer);
	}

	@Bean
	NotMeController jwtAuthNotMeController(SessionDisavowal disavowal) {
		return new NotMeController(disavowal);
	}

	@Bean
	@ConditionalOnBean({ Invitations.class, InvitationSettings.class })
	@Conditional(OnInvitations.class)
	InvitationController jwtAuthInvitationController(Invitations invitations, InvitationSettings settings,
			Freshness freshness) {
		return new InvitationController(invitations, settings, freshness);
	}

	@Bean
	@ConditionalOnBean(InvitationAcceptance.class)
	InvitationAcceptanceController jwtAuthInvitationAcceptanceController(InvitationAcceptance acceptance,
			RefreshTokenTransport transport, NewSessionAnswer answer) {
		return new InvitationAcceptanceController(acceptance, transport, answer);
	}

	@Bean
	@ConditionalOnBean({ EmailChange.class, EmailChangeUndo.class })
	EmailChangeController jwtAuthEmailChangeController(EmailChange change, EmailChangeUndo undo, Freshness freshness) {
		return new EmailChangeController(change, undo, freshness);
	}

}
