package io.github.jwtauth.boot.jose;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.jwtauth.AccountId;
import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.token.AccessTokenClaims;
import io.github.jwtauth.token.AccessTokenEncoder;
import io.github.jwtauth.token.AccessTokenSettings;
import io.github.jwtauth.token.KeyRotationSettings;
import io.github.jwtauth.token.SigningKey;
import io.github.jwtauth.token.ProvenMethods;
import io.github.jwtauth.token.SigningAlgorithm;
import io.github.jwtauth.token.SigningKey;
import io.github.jwtauth.token.SigningKeyRing;

/**
 * One node of an application: its keys, what it signs, and what it accepts. Issuer
 * {@code https://iss}, audience {@code api}, client {@code c}.
 */
final class TestNode {

	static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

	static final AccessTokenSettings SETTINGS = new AccessTokenSettings("https://iss", "api", "c",
			Duration.ofMinutes(15));

	static final AccountId ACCOUNT = new AccountId(UUID.fromString("6f1b1c1e-5b0a-4f53-9d7c-0a4f6a1f2b3c"));

	static final SessionId SESSION = new SessionId(UUID.fromString("0c9f0f64-7f0e-4e09-8a1e-6a0f5a3b9d21"));

	private static final SecretKeys SECRETS = SecretKeys.of(Secret.of("uJ8xq0ZrT2vKc5nWm7pYb3dHf6gLs9aQe1iRo4tXk8w="),
			List.of());

	final SigningKeyRing ring;

	final RingKeys keys;

	private final Clock clock;

	private final SignatureProvider provider;

	TestNode(TestSigningKeyStore store, Clock clock) {
		this(SigningAlgorithm.ES256, SignatureProvider.jdk(), store, clock);
	}

	TestNode(SigningAlgorithm algorithm, SignatureProvider provider, TestSigningKeyStore store, Clock clock) {
		this.clock = clock;
		this.provider = provider;
		this.ring = new SigningKeyRing(store, encryption(),
				KeyRotationSettings.every(algorithm, Duration.ofDays(90), SETTINGS.lifetime()), RandomBytes.secure(),
				clock);
		this.ring.start();
		this.keys = new RingKeys(this.ring, provider, clock);
	}

	static TestNode standing() {
		return new TestNode(new TestSigningKeyStore(), new MovableClock(START));
	}

	static AtRestEncryption encryption() {
		return new AtRestEncryption(SECRETS, RandomBytes.secure());
	}

	AccessTokenDecoder decoder() {
		return decoder(SessionCheck.none());
	}

	AccessTokenDecoder decoder(SessionCheck sessions) {
		return new AccessTokenDecoder(verification(), sessions, List.of(), this.clock);
	}

	TokenVerification verification() {
		return TokenVerification.of(new AccessTokenGate(this.keys), new AccessTokenContract(SETTINGS));
	}

	AccessTokenEncoder encoder() {
		return (claims) -> Secret.of(this.keys.signer().sign(claims));
	}

	/** A token as the library issues it. */
	String issue() {
		return issue(encoder());
	}

	String issue(AccessTokenEncoder encoder) {
		return issue(encoder, "https://iss");
	}

	String issue(AccessTokenEncoder encoder, String issuer) {
		return issue(encoder, issuer, ProvenMethods.at(List.of("pwd"), this.clock.instant()));
	}

	String issue(AccessTokenEncoder encoder, String issuer, ProvenMethods proven) {
		Instant now = this.clock.instant();
		return encoder
			.encode(new AccessTokenClaims(issuer, ACCOUNT.toString(), "api", "c", "Zm9vYmFyYmF6cXV4MTIzNA",
					SESSION.toString(), now, now.plus(SETTINGS.lifetime()), proven, List.of("USER"), true,
					Map.of("tenant", "blue")))
			.reveal();
	}

	/** The claims of a token that is right in every respect. */
	Map<String, Object> perfect() {
		long now = this.clock.instant().getEpochSecond();
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("iss", "https://iss");
		claims.put("sub", ACCOUNT.toString());
		claims.put("aud", "api");
		claims.put("client_id", "c");
		claims.put("jti", "Zm9vYmFyYmF6cXV4MTIzNA");
		claims.put("sid", SESSION.toString());
		claims.put("iat", now);
		claims.put("exp", now + SETTINGS.lifetime().toSeconds());
		claims.put("auth_time", now);
		claims.put("amr", List.of("pwd"));
		claims.put("roles", List.of("USER"));
		claims.put("email_verified", true);
		return claims;
	}

	/** Otherwise perfect, signed with the real key. */
	String signed(Consumer<Map<String, Object>> change) {
		Map<String, Object> claims = perfect();
		change.accept(claims);
		return signed(header(), JSONObjectUtils.toJSONString(claims));
	}

	/** A perfect payload under another header, signed with the real key. */
	String signedUnder(String header) {
		return signed(header, JSONObjectUtils.toJSONString(perfect()));
	}

	String signed(String header, String payload) {
		return signed(utf8(header), utf8(payload));
	}

	String signed(byte[] header, byte[] payload) {
		String input = base64(header) + '.' + base64(payload);
		return input + '.' + signature(input);
	}

	/** Signs whatever it is given: a signing oracle. */
	String signature(String input) {
		SigningKey active = this.ring.active();
		return base64(this.provider.signer(active.algorithm(), active.signing()).sign(utf8(input)));
	}

	static String signature(ECPrivateKey key, String input) {
		try {
			return new ECDSASigner(key).sign(new JWSHeader(JWSAlgorithm.ES256), utf8(input)).toString();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String header() {
		return "{\"alg\":\"" + this.ring.active().algorithm() + "\",\"kid\":\"" + this.ring.active().kid()
				+ "\",\"typ\":\"at+jwt\"}";
	}

	static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	static String base64(String text) {
		return base64(utf8(text));
	}

}
