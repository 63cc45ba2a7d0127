package io.github.jwtauth.boot.http;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What fields a record accepts, under which names, and which of them it needs. Checked
 * before binding, so that every wrong field is told at once and two names of one field
 * are never a matter of which comes last.
 */
final class RecordShape {

	private final List<Component> components;

	private final @Nullable String gathered;

	private final Set<String> declared;

	/**
	 * Reads the shape.
	 * @param type the record
	 * @param declared names of the host's fields
	 */
	RecordShape(Class<? extends Record> type, Set<String> declared) {
		this.components = Arrays.stream(type.getRecordComponents())
			.filter((component) -> !component.isAnnotationPresent(DeclaredFields.class))
			.map(Component::of)
			.toList();
		this.gathered = Arrays.stream(type.getRecordComponents())
			.filter((component) -> component.isAnnotationPresent(DeclaredFields.class))
			.map((component) -> snakeCase(component.getName()))
			.findFirst()
			.orElse(null);
		this.declared = (this.gathered != null) ? declared : Set.of();
	}

	/**
	 * Refuses an object that does not fit.
	 * @param object what a request contains
	 * @throws ProblemException {@code 400 validation} with every misfit
	 */
	void require(ObjectNode object) {
		List<FieldError> errors = new ArrayList<>();
		Set<String> known = this.components.stream()
			.flatMap((component) -> component.names().stream())
			.collect(Collectors.toSet());
		object.propertyNames()
			.stream()
			.filter((name) -> !known.contains(name) && !this.declared.contains(name))
			.forEach((name) -> errors.add(new FieldError(name, "unknown_field", "There is no such field.")));
		this.declared.stream()
			.filter((name) -> object.has(name) && !object.get(name).isString())
			.forEach((name) -> errors.add(new FieldError(name, "wrong_type", "The value has the wrong type.")));
		this.components.forEach((component) -> component.check(object, errors));
		if (!errors.isEmpty()) {
			throw new ProblemException(Problem.validation(errors));
		}
	}

	/**
	 * Moves the host's fields to where the record takes them.
	 * @param object what fits
	 */
	void gather(ObjectNode object) {
		if (this.gathered == null) {
			return;
		}
		ObjectNode fields = object.objectNode();
		this.declared.stream().filter(object::has).forEach((name) -> fields.set(name, object.get(name)));
		object.remove(this.declared);
		object.set(this.gathered, fields);
	}

	private static String snakeCase(String name) {
		StringBuilder snake = new StringBuilder();
		for (char character : name.toCharArray()) {
			if (Character.isUpperCase(character)) {
				snake.append('_');
			}
			snake.append(Character.toLowerCase(character));
		}
		return snake.toString();
	}

	private record Component(List<String> names, boolean required) {

		static Component of(RecordComponent component) {
			List<String> names = new ArrayList<>();
			names.add(snakeCase(component.getName()));
			JsonAlias aliases = component.getAccessor().getAnnotation(JsonAlias.class);
			if (aliases != null) {
				names.addAll(List.of(aliases.value()));
			}
			return new Component(names, !component.getAnnotatedType().isAnnotationPresent(Nullable.class));
		}

		void check(ObjectNode object, List<FieldError> errors) {
			List<String> present = this.names.stream().filter(object::has).toList();
			if (present.size() > 1) {
				errors.add(new FieldError(present.get(1), "ambiguous", "The field is there twice, under two names."));
			}
			else if (this.required && (present.isEmpty() || object.get(present.get(0)).isNull())) {
				errors.add(new FieldError(present.isEmpty() ? this.names.get(0) : present.get(0), "required",
						"The field is required."));
			}
		}

	}

}
