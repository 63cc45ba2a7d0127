package io.github.jwtauth.test;

import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * The rules that hold the house up, for the kit.
 */
@AnalyzeClasses(packages = "io.github.jwtauth.test", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	/** What tests of hosts write down; everything else is invisible. */
	private static final Set<String> KIT = Set.of("WithAuthUser", "AuthUserRequestPostProcessor",
			"AutoConfigureJwtAuth", "AuthTestClient", "AuthTestSession", "AuthTestAnswer", "AuthProblemException",
			"CapturedMails", "CapturedMail", "TestClock", "TestAccounts", "TotpCodes", "EnrolledFactor");

	@ArchTest
	static final ArchRule onlyTheKitIsVisible = classes()
		.that(DescribedPredicate.describe("are no listed part",
				(type) -> !KIT.contains(type.getSimpleName()) && !type.getSimpleName().equals("package-info")))
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule hostsChooseTheirOwnTestFramework = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.junit..", "org.assertj..", "org.mockito..", "org.hamcrest..");

	@ArchTest
	static final ArchRule namesSayWhatThingsAre = noClasses().should()
		.haveNameMatching(".*(Service|Manager|Helper|Util|Utils|Impl|DTO|Dto)");

	@ArchTest
	static final ArchRule timeComesThroughTheConstructor = noClasses().should()
		.callMethod(java.time.Instant.class, "now")
		.orShould()
		.callMethod(System.class, "currentTimeMillis");

}
