package io.github.jwtauth.boot;

import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The rules that hold the house up, for the starter.
 */
@AnalyzeClasses(packages = "io.github.jwtauth.boot", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.github.jwtauth.boot";

	/** What hosts override or call; everything else is invisible. */
	private static final Set<String> SPI = Set.of("AccessTokenDecoder", "JwtAuthConfigurer", "RefreshTokenTransport",
			"PresentedRefreshToken", "TokenChannel", "TokensInBody", "DeviceResolver", "GeoLocator",
			"ExternalLoginConfigurer", "ExternalIdentityMapper", "AuthMail", "AuthMailComposer", "AuthMailTransport",
			"MailDeliveryException", "OutgoingMail", "ClaimAuthorities", "AuthFactors", "LiveSession",
			"RequireLiveSession");

	/** What the account table needs of its parent package. */
	private static final Set<String> SHARED_WITH_ACCOUNT_TABLE = Set.of("AccountTable", "AuthDatabase");

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule adaptersDoNotKnowEachOther = classes().that()
		.resideInAPackage(ROOT + "..")
		.should(onlyDependOnSharedAdapters());

	@ArchTest
	static final ArchRule adapterTypesAreInvisible = classes().that()
		.resideInAnyPackage(ROOT + ".autoconfigure..", ROOT + ".jose..", ROOT + ".jpa..", ROOT + ".security..",
				ROOT + ".web..", ROOT + ".housekeeping..", ROOT + ".external..", ROOT + ".password..",
				ROOT + ".userdetails..", ROOT + ".pages..", ROOT + ".mail..", ROOT + ".ratelimit..", ROOT + ".audit..",
				ROOT + ".admin..", ROOT + ".metrics..", ROOT + ".actuator..", ROOT + ".mfa..")
		.and()
		.areTopLevelClasses()
		.and()
		.areNotAnnotatedWith(AutoConfiguration.class)
		.and(DescribedPredicate.describe("are no listed SPI",
				(type) -> !SPI.contains(type.getSimpleName())
						&& !SHARED_WITH_ACCOUNT_TABLE.contains(type.getSimpleName())))
		.and(DescribedPredicate.describe("are no package-info", (type) -> !type.getSimpleName().equals("package-info")))
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule nothingIsScanned = noClasses().should().beAnnotatedWith(ComponentScan.class);

	@ArchTest
	static final ArchRule namesSayWhatThingsAre = noClasses().should()
		.haveNameMatching(".*(Service|Manager|Helper|Util|Utils|Impl|DTO|Dto)");

	@ArchTest
	static final ArchRule timeComesThroughTheConstructor = noClasses().that()
		.doNotHaveFullyQualifiedName(ROOT + ".autoconfigure.JwtAuthAutoConfiguration")
		.should()
		.callMethod(java.time.Instant.class, "now")
		.orShould()
		.callMethod(java.time.Clock.class, "systemUTC")
		.orShould()
		.callMethod(System.class, "currentTimeMillis");

	@ArchTest
	static final ArchRule classesAreFinal = classes().that()
		.areNotInterfaces()
		.and()
		.areNotAnnotations()
		.and()
		.areNotEnums()
		.and()
		.areTopLevelClasses()
		.and()
		.areNotAnnotatedWith("jakarta.persistence.Entity")
		.and()
		.areNotAnnotatedWith("org.springframework.context.annotation.Configuration")
		.and(DescribedPredicate.describe("are no package-info", (type) -> !type.getSimpleName().equals("package-info")))
		.should(beFinalOrAbstract());

	private static ArchCondition<JavaClass> onlyDependOnSharedAdapters() {
		return new ArchCondition<>("only depend on their own package, boot.http and the root") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				type.getDirectDependenciesFromSelf()
					.stream()
					.filter((dependency) -> dependency.getTargetClass().getPackageName().startsWith(ROOT + "."))
					.filter((dependency) -> !adapterOf(dependency.getTargetClass()).equals(adapterOf(type)))
					.filter((dependency) -> !adapterOf(dependency.getTargetClass()).equals("http"))
					.forEach((dependency) -> events
						.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
			}

		};
	}

	private static String adapterOf(JavaClass type) {
		String packageName = type.getPackageName();
		return packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1).split("\\.")[0];
	}

	private static ArchCondition<JavaClass> beFinalOrAbstract() {
		return new ArchCondition<>("be final or abstract") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!type.getModifiers().contains(JavaModifier.FINAL)
						&& !type.getModifiers().contains(JavaModifier.ABSTRACT)) {
					events.add(SimpleConditionEvent.violated(type, type.getName() + " is not final"));
				}
			}

		};
	}

}
