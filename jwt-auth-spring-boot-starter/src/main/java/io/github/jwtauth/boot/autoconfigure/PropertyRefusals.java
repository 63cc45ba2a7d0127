package io.github.jwtauth.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * What our records of properties refuse. Each knows its own rules and is bound when
 * somebody first asks for it; here all of them are asked, so that one message tells
 * everything.
 */
final class PropertyRefusals {

	/** How Spring Boot names the bean of a record: prefix, hyphen, class. */
	private static final String OURS = "-io.github.jwtauth.";

	private PropertyRefusals() {
	}

	/**
	 * Asks all records, without making a bean.
	 * @param beanFactory knows which there are; may be closed already
	 * @param environment what was configured
	 * @return the first refusal of each
	 */
	static List<InvalidPropertyException> find(ListableBeanFactory beanFactory, Environment environment) {
		Binder binder = Binder.get(environment);
		List<InvalidPropertyException> found = new ArrayList<>();
		for (String name : beanFactory.getBeanDefinitionNames()) {
			int hyphen = name.startsWith("jwtauth") ? name.indexOf(OURS) : -1;
			InvalidPropertyException refusal = (hyphen < 0) ? null
					: ask(binder, name.substring(0, hyphen), name.substring(hyphen + 1));
			if (refusal != null) {
				found.add(refusal);
			}
		}
		return found;
	}

	/** Text that is no duration, for example, is told by Spring Boot. */
	private static @Nullable InvalidPropertyException ask(Binder binder, String prefix, String type) {
		try {
			Class<?> properties = ClassUtils.resolveClassName(type, PropertyRefusals.class.getClassLoader());
			binder.bindOrCreate(prefix, Bindable.of(properties));
			return null;
		}
		catch (BindException ex) {
			return refusalIn(ex);
		}
	}

	private static @Nullable InvalidPropertyException refusalIn(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidPropertyException refusal) {
				return refusal;
			}
		}
		return null;
	}

}
