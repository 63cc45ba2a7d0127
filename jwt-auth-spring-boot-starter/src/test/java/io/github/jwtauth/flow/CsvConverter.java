package io.github.jwtauth.flow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;

/**
 * A converter that some host has: it writes anything as its own format.
 */
final class CsvConverter extends AbstractHttpMessageConverter<Object> {

	CsvConverter() {
		super(new MediaType("text", "csv"));
	}

	@Override
	protected boolean supports(Class<?> type) {
		return true;
	}

	@Override
	protected Object readInternal(Class<?> type, HttpInputMessage input) {
		throw new UnsupportedOperationException();
	}

	@Override
	protected void writeInternal(Object value, HttpOutputMessage output) throws IOException {
		output.getBody().write(("csv;" + value).getBytes(StandardCharsets.UTF_8));
	}

}
