package io.github.jwtauth.boot.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an operator how this application works out: what each part says of itself, and
 * what to think about. A part that cannot answer is unknown; the others are told. Safe
 * for use by many threads.
 */
public final class Doctor {

	private static final Logger logger = LoggerFactory.getLogger(Doctor.class);

	private static final String UNKNOWN = "unknown";

	private final Supplier<List<DoctorSection>> sections;

	/**
	 * Asks nobody yet.
	 * @param sections in the order in which they are told
	 */
	public Doctor(Supplier<List<DoctorSection>> sections) {
		this.sections = sections;
	}

	/**
	 * Asks every part.
	 * @return {@code status} ({@code ok}, or {@code warnings} when there are some),
	 * {@code warnings} and {@code sections} by name
	 */
	public Map<String, Object> examine() {
		List<String> warnings = warnings();
		Map<String, Object> facts = new LinkedHashMap<>();
		this.sections.get().forEach((section) -> facts.put(section.name(), facts(section)));
		Map<String, Object> report = new LinkedHashMap<>();
		report.put("status", warnings.isEmpty() ? "ok" : "warnings");
		report.put("warnings", warnings);
		report.put("sections", facts);
		return report;
	}

	/**
	 * What to think about.
	 * @return a sentence each; empty when all is well
	 */
	public List<String> warnings() {
		List<String> warnings = new ArrayList<>();
		for (DoctorSection section : this.sections.get()) {
			try {
				warnings.addAll(section.warnings());
			}
			catch (RuntimeException ex) {
				logger.debug("The part '{}' could not say whether all is well", section.name(), ex);
				warnings.add("The part '" + section.name() + "' could not be examined.");
			}
		}
		return List.copyOf(warnings);
	}

	private static Object facts(DoctorSection section) {
		try {
			return section.facts();
		}
		catch (RuntimeException ex) {
			logger.debug("The part '{}' could not be examined", section.name(), ex);
			return UNKNOWN;
		}
	}

}
