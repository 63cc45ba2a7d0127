package io.github.jwtauth.boot;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.password.RawPassword;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No record that holds a password, a token or an address shows it. Records
 * print all that they have unless somebody says otherwise, and every new one is found
 * here.
 */
class SecretsDoNotPrintTests {

	private static final String CANARY = "c4n4ry";

	private static final String TEXT = CANARY + "-of-a-mailbox-and-long-enough-for-a-token@example.com";

	private static final Set<Class<?>> SENSITIVE = Set.of(Secret.class, RawPassword.class, EmailAddress.class);

	private static final Pattern SENSITIVE_NAME = Pattern
		.compile("(?i).*(secret|password|token|identifier|email|canonical).*");

	/** Kinds and names of tokens, which open nothing. */
	private static final Set<String> HARMLESS = Set.of("tokenType", "tokenId", "idTokenSigningAlgValuesSupported");

	/** From the core and from the starter, whether they are directories or jars. */
	static List<Class<?>> recordsWithSecrets() {
		ImportOption noTestJar = (location) -> !location.contains("-tests.jar");
		return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.withImportOption(noTestJar)
			.importPackages("io.github.jwtauth")
			.stream()
			.filter(JavaClass::isRecord)
			.<Class<?>>map(JavaClass::reflect)
			.filter(SecretsDoNotPrintTests::isSensitive)
			.sorted(Comparator.comparing(Class::getName))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("recordsWithSecrets")
	void aRecordWithASecretDoesNotPrintIt(Class<?> type) throws Exception {
		assertThat(make(type).toString()).doesNotContain(CANARY);
	}

	@ParameterizedTest
	@MethodSource("scalars")
	void aSecretDoesNotPrintItself(Object secret) {
		assertThat(secret.toString()).doesNotContain(CANARY);
		assertThat(String.valueOf(List.of(secret))).doesNotContain(CANARY);
	}

	static Stream<Object> scalars() {
		return SENSITIVE.stream().map(SecretsDoNotPrintTests::scalar);
	}

	private static boolean isSensitive(Class<?> type) {
		return type.isRecord()
				&& Arrays.stream(type.getRecordComponents()).anyMatch(SecretsDoNotPrintTests::isSensitive);
	}

	private static boolean isSensitive(RecordComponent component) {
		return isSensitiveText(component) || typesOf(component.getGenericType())
			.anyMatch((type) -> SENSITIVE.contains(type) || isSensitive(type));
	}

	private static boolean isSensitiveText(RecordComponent component) {
		return typesOf(component.getGenericType()).anyMatch(String.class::equals)
				&& SENSITIVE_NAME.matcher(component.getName()).matches() && !HARMLESS.contains(component.getName());
	}

	private static Stream<Class<?>> typesOf(Type type) {
		if (type instanceof ParameterizedType generic) {
			return Arrays.stream(generic.getActualTypeArguments()).flatMap(SecretsDoNotPrintTests::typesOf);
		}
		return (type instanceof Class<?> plain) ? Stream.of(plain) : Stream.empty();
	}

	private static Object make(Class<?> type) throws Exception {
		RecordComponent[] components = type.getRecordComponents();
		Object[] values = new Object[components.length];
		for (int i = 0; i < values.length; i++) {
			String text = isSensitiveText(components[i]) ? TEXT : "text";
			values[i] = value(components[i].getType(), components[i].getGenericType(), text);
		}
		Constructor<?> constructor = type
			.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
		constructor.setAccessible(true);
		return constructor.newInstance(values);
	}

	private static Object value(Class<?> type, Type generic, String text) throws Exception {
		if (type == Optional.class || type == List.class) {
			Class<?> argument = typesOf(generic).findFirst().orElseThrow();
			Object element = value(argument, argument, text);
			return (type == List.class) ? List.of(element) : Optional.of(element);
		}
		if (type == Map.class) {
			return Map.of();
		}
		if (type.isAssignableFrom(TreeSet.class)) {
			return new TreeSet<>();
		}
		if (type == String.class) {
			return text;
		}
		if (type.isPrimitive()) {
			return (type == boolean.class) ? (Object) true : (type == long.class) ? (Object) 1L : (Object) 1;
		}
		if (SENSITIVE.contains(type)) {
			return scalar(type);
		}
		if (type.isEnum()) {
			return type.getEnumConstants()[0];
		}
		if (type.isSealed()) {
			Class<?>[] permitted = type.getPermittedSubclasses();
			return make(Arrays.stream(permitted)
				.filter(SecretsDoNotPrintTests::isSensitive)
				.findFirst()
				.orElse(permitted[0]));
		}
		return isSensitive(type) ? make(type) : plain(type);
	}

	private static Object plain(Class<?> type) {
		if (type == java.time.Instant.class) {
			return java.time.Instant.EPOCH;
		}
		if (type == java.time.Duration.class) {
			return java.time.Duration.ofDays(2);
		}
		return type.isArray() ? java.lang.reflect.Array.newInstance(type.getComponentType(), 1)
				: (type == Boolean.class) ? true : Mockito.mock(type);
	}

	private static Object scalar(Class<?> type) {
		if (type == EmailAddress.class) {
			return EmailAddress.of(TEXT);
		}
		return (type == Secret.class) ? Secret.of(TEXT) : RawPassword.of(Secret.of(TEXT), "password");
	}

}
