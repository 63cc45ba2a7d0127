package io.github.jwtauth.boot.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.ExtraFields;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads and writes the JSON of the HTTP contract, whatever the host does to its own
 * mapper (requirement R-98): {@code snake_case}, one spelling per field, no coercion of
 * scalars, nothing unknown, nothing after the end, bounded depth and length. An own type
 * and not a {@code JsonMapper} bean, so that the host's injection points do not see it.
 * Safe for use by many threads.
 */
public final class StrictJson {

	private static final int MAX_DEPTH = 16;

	private static final int MAX_STRING_CHARS = 4096;

	private static final int MAX_NAME_CHARS = 128;

	private static final int MAX_NUMBER_CHARS = 32;

	private final JsonMapper mapper = newMapper();

	private final Map<Class<?>, RecordShape> shapes = new ConcurrentHashMap<>();

	private final ExtraFields declared;

	/**
	 * Without fields of the host.
	 */
	public StrictJson() {
		this(ExtraFields.NONE);
	}

	/**
	 * With fields of the host.
	 * @param declared what records take that ask for {@link DeclaredFields}
	 */
	public StrictJson(ExtraFields declared) {
		this.declared = declared;
	}

	/**
	 * Reads the body of a request.
	 * @param <T> a record; components that are not {@code @Nullable} are required, other
	 * names of a component stand in {@code @JsonAlias}; one may take the fields of the
	 * host, see {@link DeclaredFields}
	 * @param body UTF-8 (RFC 8259 section 8.1)
	 * @param type the record
	 * @return what the body says
	 * @throws ProblemException {@code 400 validation}
	 * @throws AuthException what a constructor of the record throws
	 */
	public <T extends Record> T read(byte[] body, Class<T> type) {
		JsonNode tree = parse(text(body));
		if (!(tree instanceof ObjectNode object)) {
			throw malformed();
		}
		ReadableText.require(object);
		RecordShape shape = this.shapes.computeIfAbsent(type, (key) -> new RecordShape(type, this.declared.names()));
		shape.require(object);
		shape.gather(object);
		try {
			return this.mapper.treeToValue(object, type);
		}
		catch (JacksonException ex) {
			if (ex.getCause() instanceof AuthException refusal) {
				throw refusal;
			}
			throw new ProblemException(Problem.validation(List.of(wrongType(ex))));
		}
	}

	/**
	 * Reads an object of texts that this library wrote itself.
	 * @param object UTF-8
	 * @return texts by name
	 */
	public Map<String, String> readStrings(byte[] object) {
		return this.mapper.readValue(object, new TypeReference<>() {
		});
	}

	/**
	 * Writes the body of an answer.
	 * @param value what to tell
	 * @return UTF-8
	 */
	public byte[] write(Object value) {
		return this.mapper.writeValueAsBytes(value);
	}

	private JsonNode parse(String text) {
		try {
			return this.mapper.readTree(text);
		}
		catch (JacksonException ex) {
			throw malformed();
		}
	}

	private static String text(byte[] body) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
		}
		catch (CharacterCodingException ex) {
			throw malformed();
		}
	}

	private static FieldError wrongType(JacksonException failure) {
		List<JacksonException.Reference> path = failure.getPath();
		String field = path.isEmpty() ? null : path.get(0).getPropertyName();
		return new FieldError((field != null) ? field : "body", "wrong_type", "The value has the wrong type.");
	}

	private static ProblemException malformed() {
		return new ProblemException(Problem
			.validation(List.of(new FieldError("body", "malformed", "The body is not a well-formed JSON object."))));
	}

	private static JsonMapper newMapper() {
		JsonFactory factory = JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(MAX_DEPTH)
				.maxStringLength(MAX_STRING_CHARS)
				.maxNameLength(MAX_NAME_CHARS)
				.maxNumberLength(MAX_NUMBER_CHARS)
				.build())
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.build();
		return JsonMapper.builder(factory)
			.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
					DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
					DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
			// A secret has no properties: one that reaches an answer by mistake fails
			// here.
			.enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
			.withCoercionConfigDefaults(StrictJson::refuseAll)
			.withCoercionConfig(LogicalType.Textual, StrictJson::refuseAll)
			.addModule(new SimpleModule("jwt-auth").addDeserializer(Secret.class, new SecretDeserializer()))
			.build();
	}

	private static void refuseAll(MutableCoercionConfig coercions) {
		for (CoercionInputShape shape : CoercionInputShape.values()) {
			coercions.setCoercion(shape, CoercionAction.Fail);
		}
	}

}
