package io.github.jwtauth.boot.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of {@code docs/audit.md}, the names in the code, and the events that carry
 * them.
 */
class AuditEventTableTests {

	private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| (\\w+) \\| ([\\w ]+) \\| .+ \\| .+ \\|");

	@Test
	void thePageTellsEveryNameItsRiskAndHowItIsKept() throws IOException {
		List<String> page = Files.readAllLines(Path.of("..", "docs", "audit.md"))
			.stream()
			.map(ROW::matcher)
			.filter(Matcher::matches)
			.map((row) -> row.group(1) + " " + row.group(2) + " " + row.group(3))
			.toList();
		assertThat(page).isEqualTo(Arrays.stream(AuditEventType.values())
			.map((type) -> type + " " + type.risk().code() + " "
					+ type.recording().name().toLowerCase(Locale.ROOT).replace('_', ' '))
			.toList());
	}

	@Test
	void everyNameIsPublishedSomewhere() {
		JavaClasses classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.withImportOption((location) -> !location.contains("-tests.jar"))
			.importPackages("io.github.jwtauth");
		Set<AuditEventType> published = EnumSet.noneOf(AuditEventType.class);
		for (JavaClass event : classes) {
			if (event.isAssignableTo(AuditedEvent.class) && event.isRecord() && isMade(event)) {
				published.addAll(typesOf(event));
			}
		}
		assertThat(EnumSet.complementOf(EnumSet.copyOf(published))).isEmpty();
	}

	/** By somebody else than itself. */
	private static boolean isMade(JavaClass event) {
		return event.getConstructorCallsToSelf().stream().anyMatch((call) -> !call.getOriginOwner().equals(event));
	}

	private static Set<AuditEventType> typesOf(JavaClass event) {
		return event.getFieldAccessesFromSelf()
			.stream()
			.filter((access) -> access.getTargetOwner().isEquivalentTo(AuditEventType.class))
			.map((access) -> AuditEventType.valueOf(access.getTarget().getName()))
			.collect(Collectors.toSet());
	}

}
