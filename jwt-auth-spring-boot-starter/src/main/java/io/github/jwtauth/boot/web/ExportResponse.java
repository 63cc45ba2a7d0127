package io.github.jwtauth.boot.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.github.jwtauth.SessionId;
import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.Consent;
import io.github.jwtauth.account.ExtraFields;
import io.github.jwtauth.mfa.FactorState;
import io.github.jwtauth.mfa.RememberedDevice;
import io.github.jwtauth.privacy.PersonalData;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of an owner, as JSON (requirement R-100). Values stay as they
 * are: nothing runs them here, and whoever makes a spreadsheet of it guards its cells.
 */
final class ExportResponse {

	private ExportResponse() {
	}

	/**
	 * Lists it.
	 * @param data what is known
	 * @param declared the host's fields
	 * @param current the session that asks
	 * @return our parts, then those of the contributors
	 */
	static Map<String, @Nullable Object> of(PersonalData data, ExtraFields declared, SessionId current) {
		Map<String, @Nullable Object> parts = new LinkedHashMap<>();
		parts.put("exported_at", data.at());
		parts.put("profile", ProfileResponse.of(data.profile(), declared));
		parts.put("consents", consents(data.profile().details()));
		parts.put("sessions", data.sessions().stream().map((session) -> SessionResponse.of(session, current)).toList());
		parts.put("external_identities",
				data.profile()
					.identities()
					.stream()
					.map((identity) -> Map.of("provider", identity.provider(), "subject", identity.subject()))
					.toList());
		parts.put("second_factor", secondFactor(data.secondFactor()));
		parts.put("remembered_devices", data.rememberedDevices().stream().map(ExportResponse::device).toList());
		parts.putAll(data.contributions());
		return parts;
	}

	private static Map<String, @Nullable Object> secondFactor(FactorState state) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("enabled", state.isEnabled());
		fields.put("activated_at", state.activatedAt());
		fields.put("recovery_codes_left", state.recoveryCodesLeft());
		return fields;
	}

	private static Map<String, @Nullable Object> device(RememberedDevice remembered) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("id", remembered.id().toString());
		fields.put("device_name", remembered.device().name());
		fields.put("device_type", remembered.device().type().name().toLowerCase(Locale.ROOT));
		fields.put("browser", remembered.device().browser());
		fields.put("os", remembered.device().os());
		fields.put("ip_address", remembered.device().ipAddress());
		fields.put("created_at", remembered.createdAt());
		fields.put("last_used_at", remembered.lastUsedAt());
		fields.put("expires_at", remembered.expiresAt());
		return fields;
	}

	private static Map<String, @Nullable Object> consents(AccountDetails details) {
		Map<String, @Nullable Object> consents = new LinkedHashMap<>();
		consents.put("terms", consent(details.terms()));
		consents.put("privacy_policy", consent(details.privacyPolicy()));
		return consents;
	}

	private static @Nullable Map<String, @Nullable Object> consent(@Nullable Consent consent) {
		if (consent == null) {
			return null;
		}
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("version", consent.version());
		fields.put("accepted_at", consent.acceptedAt());
		return fields;
	}

}
