package io.github.jwtauth.boot.admin;

import io.github.jwtauth.administration.AccountAdministration;
import io.github.jwtauth.administration.AccountInspection;
import io.github.jwtauth.administration.AdministeredSessions;
import io.github.jwtauth.administration.AdministrationSettings;
import io.github.jwtauth.administration.Administrators;
import io.github.jwtauth.administration.FirstAdministrator;
import io.github.jwtauth.administration.SigningKeyAdministration;
import io.github.jwtauth.boot.http.JwtAuthHttpAutoConfiguration;
import io.github.jwtauth.login.Freshness;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * Serves administrators ({@code jwtauth.admin.enabled}).
 */
@AutoConfiguration(after = JwtAuthHttpAutoConfiguration.class,
		afterName = "io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty("jwtauth.admin.enabled")
@RegisterReflectionForBinding({ AccountSummary.class, AccountSessionsController.SessionSummary.class, NoFields.class })
public final class JwtAuthAdminAutoConfiguration {

	@Bean
	AdministratorRule jwtAuthAdministratorRule(Administrators administrators, Freshness freshness) {
		return new AdministratorRule(administrators, freshness);
	}

	@Bean
	AccountsController jwtAuthAccountsController(AccountInspection inspection, AccountAdministration administration) {
		return new AccountsController(inspection, administration);
	}

	@Bean
	AccountSessionsController jwtAuthAccountSessionsController(AdministeredSessions sessions) {
		return new AccountSessionsController(sessions);
	}

	@Bean
	SigningKeysController jwtAuthSigningKeysController(SigningKeyAdministration keys) {
		return new SigningKeysController(keys);
	}

	@Bean
	SetupController jwtAuthSetupController(FirstAdministrator first) {
		return new SetupController(first);
	}

	@Bean
	AdministrationDoctor jwtAuthAdministrationDoctor(FirstAdministrator first, AdministrationSettings settings) {
		return new AdministrationDoctor(first, settings);
	}

}
