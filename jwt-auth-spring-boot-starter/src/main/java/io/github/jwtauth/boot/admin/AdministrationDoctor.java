package io.github.jwtauth.boot.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.administration.AdministrationSettings;
import io.github.jwtauth.administration.FirstAdministrator;
import io.github.jwtauth.administration.FirstAdministrator.SetupState;
import io.github.jwtauth.boot.http.DoctorSection;

/**
 * Who may administer, and whether a first administrator can still be made. Accounts are
 * read only while there is a token that could make one: large tables are read slowly.
 */
final class AdministrationDoctor implements DoctorSection {

	private final FirstAdministrator first;

	private final AdministrationSettings settings;

	AdministrationDoctor(FirstAdministrator first, AdministrationSettings settings) {
		this.first = first;
		this.settings = settings;
	}

	@Override
	public String name() {
		return "administration";
	}

	@Override
	public Map<String, Object> facts() {
		SetupState state = this.first.state();
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("role", this.settings.role());
		facts.put("accounts_listed", state.listed());
		facts.put("setup_token", !state.configured() ? "none" : state.used() ? "used" : "unused");
		return facts;
	}

	@Override
	public List<String> warnings() {
		SetupState state = this.first.state();
		List<String> warnings = new ArrayList<>();
		if (state.configured() && (state.used() || this.first.isAdministered())) {
			warnings.add("There is an administrator, or there was one: remove jwtauth.admin.setup-token from the"
					+ " configuration.");
		}
		if (!state.listed()) {
			warnings.add("Nobody can list the accounts of this application: define an AccountDirectory bean, or leave"
					+ " them to your own administration.");
		}
		return warnings;
	}

}
