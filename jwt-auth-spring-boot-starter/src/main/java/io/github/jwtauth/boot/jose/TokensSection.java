package io.github.jwtauth.boot.jose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.token.AccessTokenSettings;
import org.jspecify.annotations.Nullable;

/**
 * What tokens say and how long they live.
 */
final class TokensSection implements DoctorSection {

	private final AccessTokenSettings tokens;

	private final @Nullable SessionSettings sessions;

	private final JoseProperties.Mode sessionCheck;

	TokensSection(AccessTokenSettings tokens, @Nullable SessionSettings sessions, JoseProperties.Mode sessionCheck) {
		this.tokens = tokens;
		this.sessions = sessions;
		this.sessionCheck = sessionCheck;
	}

	@Override
	public String name() {
		return "tokens";
	}

	@Override
	public Map<String, Object> facts() {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("issuer", this.tokens.issuer());
		facts.put("audience", this.tokens.audience());
		facts.put("client_id", this.tokens.clientId());
		facts.put("access_token_lifetime", this.tokens.lifetime().toString());
		facts.put("session_check", this.sessionCheck.name().toLowerCase(Locale.ROOT));
		if (this.sessions != null) {
			put(facts, this.sessions);
		}
		return facts;
	}

	private static void put(Map<String, Object> facts, SessionSettings sessions) {
		facts.put("refresh_token_lifetime", sessions.idleLifetime().toString());
		facts.put("remember_me_lifetime", sessions.rememberMeLifetime().toString());
		facts.put("retry_window", sessions.retryWindow().toString());
		facts.put("session_absolute_lifetime", sessions.absoluteLifetime().toString());
		facts.put("sessions_per_account", sessions.maxPerAccount());
		facts.put("beyond_that", sessions.limitStrategy().name().toLowerCase(Locale.ROOT).replace('_', '-'));
	}

	@Override
	public List<String> warnings() {
		return (this.sessionCheck == JoseProperties.Mode.NONE)
				? List.of("An access token outlives its session by up to " + this.tokens.lifetime().toMinutes()
						+ " minutes. Remove jwtauth.access-token.session-check=none")
				: List.of();
	}

}
