package io.github.jwtauth.boot.http;

import io.github.jwtauth.profile.Edit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * A field that is there and {@code null} is cleared, a field that is not there stays.
 */
final class EditDeserializer extends ValueDeserializer<Edit> {

	@Override
	public Edit deserialize(JsonParser parser, DeserializationContext context) {
		if (!parser.hasToken(JsonToken.VALUE_STRING)) {
			return context.reportInputMismatch(Edit.class, "a string is needed");
		}
		return new Edit(parser.getString());
	}

	@Override
	public Edit getNullValue(DeserializationContext context) {
		return new Edit(null);
	}

	@Override
	public @Nullable Object getAbsentValue(DeserializationContext context) {
		return null;
	}

}
