package io.github.jwtauth.boot.http;

import io.github.jwtauth.Secret;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Secrets are wrapped the moment they are read.
 */
final class SecretDeserializer extends ValueDeserializer<Secret> {

	@Override
	public Secret deserialize(JsonParser parser, DeserializationContext context) {
		if (!parser.hasToken(JsonToken.VALUE_STRING)) {
			return context.reportInputMismatch(Secret.class, "a string is needed");
		}
		return Secret.of(parser.getString());
	}

}
