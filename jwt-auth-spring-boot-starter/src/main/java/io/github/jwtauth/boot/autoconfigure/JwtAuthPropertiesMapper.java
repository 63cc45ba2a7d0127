package io.github.jwtauth.boot.autoconfigure;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.WeakSecretException;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.protection.HashingSettings;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.token.AccessTokenSettings;
import io.github.jwtauth.verification.VerificationMode;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Translates properties into settings of the core, and collects every reason not to start
 * on the way.
 */
final class JwtAuthPropertiesMapper {

	/** Argon2id with m=19456 KiB, and what the implementation needs around it. */
	private static final long BYTES_PER_HASH = 20L * 1024 * 1024;

	private static final String WEAK = "it needs at least 256 random bits: 43 characters of base64 or 64 of hex";

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
	 * @return the settings
	 * @throws JwtAuthConfigurationException with all reasons not to start
	 */
	CoreSettings map(List<ConfigurationProblem> found) {
		SecretKeys keys = secretKeys();
		URI publicUrl = publicUrl();
		AccessTokenSettings tokens = accessTokens(publicUrl);
		SessionSettings sessions = collect("jwtauth.session", this::sessions);
		HashingSettings hashing = collect("jwtauth.password.hashing-permits", this::hashing);
		this.problems.addAll(found);
		if (!this.problems.isEmpty() || keys == null || tokens == null || sessions == null || hashing == null) {
			throw new JwtAuthConfigurationException(this.problems);
		}
		return new CoreSettings(keys, new PublicUrl(configuredPublicUrl(), URI.create(localUrl())), tokens, sessions,
				hashing, this.properties.emailVerification().mode() == VerificationMode.MANDATORY);
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
			this.problems.add(new ConfigurationProblem("jwtauth.previous-secrets", WEAK, null));
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

	private @Nullable URI publicUrl() {
		URI configured = configuredPublicUrl();
		if (configured != null && (configured.getScheme() == null || configured.getHost() == null)) {
			this.problems.add(new ConfigurationProblem("jwtauth.public-url",
					"it is not an absolute URL, and links and the issuer are made from it",
					"jwtauth.public-url=" + localUrl()));
			return null;
		}
		if (configured != null || this.embedded.inMemory()) {
			return (configured != null) ? configured : URI.create(localUrl());
		}
		if (!StringUtils.hasText(this.properties.issuer())) {
			this.problems.add(new ConfigurationProblem("jwtauth.public-url",
					"tokens name their issuer, and that is where the application is for the outside world",
					"jwtauth.public-url=" + localUrl()));
		}
		return null;
	}

	private @Nullable URI configuredPublicUrl() {
		URI configured = this.properties.publicUrl();
		if (configured == null || configured.toString().isEmpty()) {
			return null;
		}
		return URI.create(StringUtils.trimTrailingCharacter(configured.toString(), '/'));
	}

	private @Nullable AccessTokenSettings accessTokens(@Nullable URI publicUrl) {
		String issuer = StringUtils.hasText(this.properties.issuer()) ? this.properties.issuer()
				: (publicUrl != null) ? publicUrl.toString() : null;
		if (issuer == null) {
			return null;
		}
		String application = this.environment.getProperty("spring.application.name", "application");
		return collect("jwtauth.access-token.lifetime",
				() -> new AccessTokenSettings(issuer, orDefault(this.properties.audience(), application),
						orDefault(this.properties.clientId(), application), this.properties.accessToken().lifetime()));
	}

	private SessionSettings sessions() {
		JwtAuthProperties.RefreshToken refresh = this.properties.refreshToken();
		JwtAuthProperties.Session session = this.properties.session();
		return new SessionSettings(refresh.lifetime(), refresh.rememberMeLifetime(), session.absoluteLifetime(),
				refresh.retryWindow(), session.maxPerAccount(), session.limitStrategy());
	}

	private HashingSettings hashing() {
		long maxHeap = Runtime.getRuntime().maxMemory();
		HashingSettings fitting = HashingSettings.fitting(Runtime.getRuntime().availableProcessors(), maxHeap,
				BYTES_PER_HASH);
		Integer permits = this.properties.password().hashingPermits();
		if (permits == null) {
			return fitting;
		}
		HashingSettings wanted = new HashingSettings(permits, fitting.queue(), fitting.maxWait());
		if (!wanted.fits(maxHeap, BYTES_PER_HASH)) {
			throw new IllegalArgumentException("that many hashes at once need more than a quarter of the heap; at most "
					+ maxHeap / 4 / BYTES_PER_HASH);
		}
		return wanted;
	}

	private <T> @Nullable T collect(String property, Supplier<T> settings) {
		try {
			return settings.get();
		}
		catch (IllegalArgumentException ex) {
			this.problems.add(new ConfigurationProblem(property, String.valueOf(ex.getMessage()), null));
			return null;
		}
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
