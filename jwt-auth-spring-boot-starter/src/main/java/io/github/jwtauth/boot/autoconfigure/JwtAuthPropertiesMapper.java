package io.github.jwtauth.boot.autoconfigure;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.WeakSecretException;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.protection.HashingSettings;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.token.AccessTokenSettings;
import io.github.jwtauth.verification.VerificationMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Translates properties into settings of the core, and collects every reason not to start
 * on the way.
 */
final class JwtAuthPropertiesMapper {

	/** Argon2id with m=19456 KiB, and what the implementation needs around it. */
	private static final long BYTES_PER_HASH = 20L * 1024 * 1024;

	private static final String WEAK = "a secret needs at least 256 random bits: 43 characters of base64 or 64 of hex."
			+ " Whoever guesses it makes tokens that are believed";

	private final JwtAuthProperties properties;

	private final Environment environment;

	private final Embedded embedded;

	private final RandomBytes random;

	private final List<ConfigurationProblem> problems = new ArrayList<>();

	JwtAuthPropertiesMapper(JwtAuthProperties properties, Environment environment, Embedded embedded,
			RandomBytes random) {
		this.properties = properties;
		this.environment = environment;
		this.embedded = embedded;
		this.random = random;
	}

	/**
	 * Maps everything.
	 * @param found what was found against starting elsewhere
	 * @param refused what records of properties refuse
	 * @return the settings
	 * @throws JwtAuthConfigurationException with all reasons not to start
	 * @throws InvalidPropertyException when records of properties have the only reasons
	 */
	CoreSettings map(List<ConfigurationProblem> found, List<InvalidPropertyException> refused) {
		SecretKeys keys = secretKeys();
		HashingSettings hashing = hashing();
		this.problems.addAll(AddressRequirement.check(this.properties, this.embedded, localUrl()));
		this.problems.addAll(RangeRequirement.check(this.properties, isSessionAlwaysChecked()));
		this.problems.addAll(found);
		if (this.problems.isEmpty() && !refused.isEmpty()) {
			throw refused.get(0);
		}
		refused.stream().map(ConfigurationProblem::of).forEach(this.problems::add);
		if (!this.problems.isEmpty() || keys == null || hashing == null) {
			throw new JwtAuthConfigurationException(this.problems);
		}
		return new CoreSettings(keys, new PublicUrl(configuredPublicUrl(), URI.create(localUrl())), accessTokens(),
				sessions(), hashing, this.properties.emailVerification().mode() == VerificationMode.MANDATORY);
	}

	private @Nullable SecretKeys secretKeys() {
		String configured = this.properties.secret();
		if (StringUtils.hasText(configured)) {
			return strongKeys(configured);
		}
		if (this.embedded.inMemory()) {
			return strongKeys(SecretText.random(this.random));
		}
		this.problems.add(new ConfigurationProblem("jwtauth.secret",
				"the database outlives the process, so the secret that tokens and keys are derived from must, too",
				"jwtauth.secret=" + SecretText.random(this.random)));
		return null;
	}

	private @Nullable SecretKeys strongKeys(String current) {
		List<Secret> previous = this.properties.previousSecrets().stream().map(Secret::of).toList();
		if (!isStrong(current)) {
			this.problems.add(new ConfigurationProblem("jwtauth.secret", WEAK,
					"jwtauth.secret=" + SecretText.random(this.random)));
			return null;
		}
		if (!this.properties.previousSecrets().stream().allMatch(JwtAuthPropertiesMapper::isStrong)) {
			this.problems.add(new ConfigurationProblem("jwtauth.previous-secrets",
					"one of them is too weak: " + WEAK + ". Write it in full, or remove it", null));
			return null;
		}
		return SecretKeys.of(Secret.of(current), previous);
	}

	private static boolean isStrong(String secret) {
		try {
			SecretKeys.of(Secret.of(secret), List.of());
			return true;
		}
		catch (WeakSecretException ex) {
			return false;
		}
	}

	private @Nullable URI configuredPublicUrl() {
		URI configured = this.properties.publicUrl();
		if (configured == null || configured.toString().isEmpty()) {
			return null;
		}
		return URI.create(StringUtils.trimTrailingCharacter(configured.toString(), '/'));
	}

	private AccessTokenSettings accessTokens() {
		URI configured = configuredPublicUrl();
		String issuer = orDefault(this.properties.issuer(), (configured != null) ? configured.toString() : localUrl());
		String application = orDefault(this.environment.getProperty("spring.application.name"), "application");
		return new AccessTokenSettings(issuer, orDefault(this.properties.audience(), application),
				orDefault(this.properties.clientId(), application), this.properties.accessToken().lifetime());
	}

	/** The property of an adapter that this package does not know. */
	private boolean isSessionAlwaysChecked() {
		return Binder.get(this.environment)
			.bind("jwtauth.access-token.session-check", String.class)
			.map("always"::equalsIgnoreCase)
			.orElse(false);
	}

	private SessionSettings sessions() {
		JwtAuthProperties.RefreshToken refresh = this.properties.refreshToken();
		JwtAuthProperties.Session session = this.properties.session();
		return new SessionSettings(refresh.lifetime(), refresh.rememberMeLifetime(), session.absoluteLifetime(),
				refresh.retryWindow(), session.maxPerAccount(), session.limitStrategy());
	}

	private @Nullable HashingSettings hashing() {
		long maxHeap = Runtime.getRuntime().maxMemory();
		HashingSettings fitting = HashingSettings.fitting(Runtime.getRuntime().availableProcessors(), maxHeap,
				BYTES_PER_HASH);
		Integer permits = this.properties.password().hashingPermits();
		if (permits == null) {
			return fitting;
		}
		long most = Math.max(1, maxHeap / 4 / BYTES_PER_HASH);
		if (permits < 1 || permits > most) {
			this.problems.add(new ConfigurationProblem("jwtauth.password.hashing-permits",
					"hashes at once are 1 to " + most + " here: without any nobody logs in, and more than a quarter of"
							+ " the heap would let a storm of logins take the memory of everything else",
					"jwtauth.password.hashing-permits=" + fitting.permits()));
			return null;
		}
		return new HashingSettings(permits, fitting.queue(), fitting.maxWait());
	}

	private String localUrl() {
		String port = this.environment.getProperty("server.port", "8080");
		return "http://localhost:" + port + path("server.servlet.context-path") + path("spring.mvc.servlet.path");
	}

	private String path(String property) {
		return StringUtils.trimTrailingCharacter(this.environment.getProperty(property, ""), '/');
	}

	private static String orDefault(@Nullable String configured, String fallback) {
		return StringUtils.hasText(configured) ? configured : fallback;
	}

}
