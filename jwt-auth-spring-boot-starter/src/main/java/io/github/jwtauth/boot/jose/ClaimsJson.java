package io.github.jwtauth.boot.jose;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.github.jwtauth.token.AccessTokenClaims;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes claims as JSON, in the types in which {@link AccessTokenContract} reads them.
 */
final class ClaimsJson {

	private static final JsonFactory FACTORY = new JsonFactory();

	/** Whose text is their value; the text of any other object may hold anything. */
	private static final Set<Class<?>> TEXTS = Set.of(CharSequence.class, Character.class, Enum.class, UUID.class,
			URI.class, URL.class);

	private static final int USUAL_LENGTH = 512;

	private ClaimsJson() {
	}

	static byte[] write(AccessTokenClaims claims) {
		ByteArrayOutputStream octets = new ByteArrayOutputStream(USUAL_LENGTH);
		try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), octets)) {
			json.writeStartObject();
			claims.additional().forEach((name, value) -> member(json, name, value));
			json.writeStringProperty("iss", claims.issuer());
			json.writeStringProperty("sub", claims.subject());
			json.writeStringProperty("aud", claims.audience());
			json.writeStringProperty("client_id", claims.clientId());
			json.writeStringProperty("jti", claims.tokenId());
			json.writeStringProperty("sid", claims.sessionId());
			json.writeNumberProperty("iat", claims.issuedAt().getEpochSecond());
			json.writeNumberProperty("exp", expiresAt(claims).getEpochSecond());
			json.writeNumberProperty("auth_time", claims.authenticatedAt().getEpochSecond());
			member(json, "amr", claims.amr());
			if (!claims.amrTimes().isEmpty()) {
				member(json, "amr_times", claims.amrTimes());
			}
			member(json, "roles", claims.roles());
			json.writeBooleanProperty("email_verified", claims.emailVerified());
			json.writeEndObject();
		}
		return octets.toByteArray();
	}

	static byte[] write(Map<String, ?> members) {
		ByteArrayOutputStream octets = new ByteArrayOutputStream(USUAL_LENGTH);
		try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), octets)) {
			value(json, members);
		}
		return octets.toByteArray();
	}

	/**
	 * In the last second of a session no whole second is left, and a token that expires
	 * when it is issued is refused. It gets the second that has begun, which is far less
	 * than verifiers allow for clocks.
	 */
	static Instant expiresAt(AccessTokenClaims claims) {
		return claims.expiresAt().isAfter(claims.issuedAt()) ? claims.expiresAt() : claims.issuedAt().plusSeconds(1);
	}

	private static void member(JsonGenerator json, String name, @Nullable Object value) {
		json.writeName(name);
		value(json, value);
	}

	private static void value(JsonGenerator json, @Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			json.writeStartObject();
			map.forEach((name, inner) -> member(json, String.valueOf(name), inner));
			json.writeEndObject();
		}
		else if (value instanceof Collection<?> elements) {
			json.writeStartArray();
			elements.forEach((element) -> value(json, element));
			json.writeEndArray();
		}
		else if (value instanceof Object[] elements) {
			value(json, Arrays.asList(elements));
		}
		else {
			scalar(json, value);
		}
	}

	private static void scalar(JsonGenerator json, @Nullable Object value) {
		if (value == null) {
			json.writeNull();
		}
		else if (value instanceof Boolean bool) {
			json.writeBoolean(bool);
		}
		else if (value instanceof Number number) {
			number(json, number);
		}
		else if (value instanceof Instant instant) {
			json.writeNumber(instant.getEpochSecond());
		}
		else if (value instanceof Date date) {
			json.writeNumber(date.toInstant().getEpochSecond());
		}
		else if (TEXTS.stream().anyMatch((type) -> type.isInstance(value))) {
			json.writeString(value.toString());
		}
		else {
			throw new IllegalArgumentException("a claim cannot hold a " + value.getClass().getName()
					+ ", only strings, numbers, booleans, and lists and maps of those");
		}
	}

	/** Only what every reader understands in the same way. */
	private static void number(JsonGenerator json, Number number) {
		BigDecimal exact = new BigDecimal(number.toString());
		if (exact.stripTrailingZeros().scale() <= 0 && !(number instanceof Double) && !(number instanceof Float)) {
			json.writeNumber(exact.longValueExact());
		}
		else {
			json.writeNumber(exact.doubleValue());
		}
	}

}
