package io.github.jwtauth.boot.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.jwtauth.boot.http.CookieSettings;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.mfa.MfaMode;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.password.PasswordRules;
import io.github.jwtauth.token.AccessTokenSettings;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration came to. What is dubious and has its reasons is warned of; what
 * has none refuses to start before this is made. Immutable.
 */
final class ConfigurationSection implements DoctorSection {

	/** What NIST and OWASP advise less of only beside a second factor. */
	static final int USUAL_MIN_LENGTH = 12;

	private final Map<String, Object> facts;

	private final boolean inMemory;

	private final List<String> warnings;

	private ConfigurationSection(Map<String, Object> facts, boolean inMemory, List<String> warnings) {
		this.facts = facts;
		this.inMemory = inMemory;
		this.warnings = List.copyOf(warnings);
	}

	static ConfigurationSection of(JwtAuthProperties properties, Embedded embedded, AccessTokenSettings tokens,
			PublicUrl publicUrl) {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("database", embedded.inMemory() ? "in memory" : "kept");
		facts.put("accounts", properties.accounts().name().toLowerCase(Locale.ROOT).replace('_', '-'));
		facts.put("public_url", publicUrl.base());
		facts.put("issuer", tokens.issuer());
		facts.put("audience", tokens.audience());
		facts.put("access_token_lifetime", tokens.lifetime().toString());
		return new ConfigurationSection(facts, embedded.inMemory(), List.of());
	}

	/** allowed, for hosts that ask for a second factor as well. */
	ConfigurationSection warnOfPasswords(PasswordRules rules, MfaSettings factors) {
		return warn(rules.minLength() < USUAL_MIN_LENGTH && factors.mode() != MfaMode.REQUIRED, "Passwords of "
				+ rules.minLength()
				+ " characters are guessed where no second factor is asked: use jwtauth.password.min-length=12 or more");
	}

	/** */
	ConfigurationSection warnOfCookies(@Nullable CookieSettings cookies) {
		return warn(cookies != null && !cookies.secure() && isHttps(),
				"jwtauth.public-url is https, and cookies travel on http as well: remove jwtauth.cookie.secure=false");
	}

	/** */
	ConfigurationSection warnOfConsole(boolean console) {
		return warn(console && !this.inMemory, "Whoever reaches the H2 console reads every table:"
				+ " remove spring.h2.console.enabled=true where data is kept");
	}

	@Override
	public String name() {
		return "configuration";
	}

	@Override
	public Map<String, Object> facts() {
		return Map.copyOf(this.facts);
	}

	@Override
	public List<String> warnings() {
		return this.warnings;
	}

	private boolean isHttps() {
		return String.valueOf(this.facts.get("public_url")).toLowerCase(Locale.ROOT).startsWith("https:");
	}

	private ConfigurationSection warn(boolean applies, String warning) {
		if (!applies) {
			return this;
		}
		List<String> more = new ArrayList<>(this.warnings);
		more.add(warning);
		return new ConfigurationSection(this.facts, this.inMemory, more);
	}

}
