package io.github.jwtauth;

import java.io.Serializable;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The rules that hold the core up. A rule that fails is answered by moving code, not by
 * an exception from the rule.
 */
@AnalyzeClasses(packages = "io.github.jwtauth",
		importOptions = { ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class })
class ArchitectureTests {

	private static final String ROOT = "io.github.jwtauth";

	/** An arrow may only point down. A new package takes its place here first. */
	private static final Map<String, Integer> LEVELS = Map.ofEntries(Map.entry("", 10), Map.entry("account", 20),
			Map.entry("protection", 25), Map.entry("audit", 20), Map.entry("token", 30), Map.entry("session", 40),
			Map.entry("onetimetoken", 40), Map.entry("notification", 40), Map.entry("mfa", 45),
			Map.entry("password", 50), Map.entry("login", 60), Map.entry("verification", 60), Map.entry("profile", 65),
			Map.entry("registration", 70), Map.entry("privacy", 70), Map.entry("administration", 75));

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule arrowsPointDown = classes().should(pointDown());

	@ArchTest
	static final ArchRule coreDependsOnTheJdkAndThreeLibraries = classes().should()
		.onlyDependOnClassesThat(resideInAnyPackage(ROOT + "..", "org.jspecify.annotations", "org.slf4j",
				"org.springframework.security.crypto.password", "java.lang..", "java.util..", "java.time..",
				"java.security..", "javax.crypto..", "java.math", "java.net", "java.nio..", "java.text"));

	@ArchTest
	static final ArchRule actsAreNamedByTheAct = noClasses().should()
		.haveSimpleNameEndingWith("Service")
		.orShould()
		.haveSimpleNameEndingWith("Manager")
		.orShould()
		.haveSimpleNameEndingWith("Helper")
		.orShould()
		.haveSimpleNameEndingWith("Util")
		.orShould()
		.haveSimpleNameEndingWith("Utils")
		.orShould()
		.haveSimpleNameEndingWith("Impl")
		.orShould()
		.haveSimpleNameEndingWith("DTO")
		.orShould()
		.haveSimpleNameEndingWith("Dto");

	@ArchTest
	static final ArchRule everyPackageIsNullMarked = classes().should(liveInANullMarkedPackage());

	@ArchTest
	static final ArchRule timeComesThroughTheConstructor = noClasses()
		.should(callMethodWhere(named("now").and(target(owner(resideInAPackage("java.time..")))).as("the present")))
		.orShould(callMethodWhere(target(nameMatching("system.*|tick.*")).and(target(owner(equivalentTo(Clock.class))))
			.as("the clock of the system")))
		.orShould()
		.callMethod(System.class, "currentTimeMillis")
		.orShould()
		.callMethod(System.class, "nanoTime")
		.orShould()
		.callMethod(Thread.class, "sleep", long.class)
		.orShould()
		.dependOnClassesThat()
		.haveFullyQualifiedName("java.util.Date")
		.orShould()
		.dependOnClassesThat()
		.haveFullyQualifiedName("java.util.Calendar")
		.because("expiry is tested with a clock, not with sleep");

	@ArchTest
	static final ArchRule randomnessComesThroughTheConstructor = noClasses().that()
		.doNotHaveFullyQualifiedName(RandomBytes.class.getName())
		.should()
		.dependOnClassesThat(assignableTo(Random.class).or(equivalentTo(SecureRandom.class)))
		.orShould()
		.callMethod(UUID.class, "randomUUID")
		.orShould()
		.callMethod(Math.class, "random");

	@ArchTest
	static final ArchRule onlyExceptionsAndEnumsAreSerializable = noClasses().that()
		.areNotAssignableTo(Throwable.class)
		.and()
		.areNotEnums()
		.should()
		.implement(Serializable.class);

	@ArchTest
	static final ArchRule classesAreFinalUnlessDesignedForExtension = classes().that()
		.areNotInterfaces()
		.and()
		.areNotAnonymousClasses()
		.and()
		.areNotEnums()
		.and()
		.doNotHaveFullyQualifiedName(AuthException.class.getName())
		.should()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	static final ArchRule fieldsArePrivateAndDoNotChange = fields().that()
		.areNotStatic()
		.and()
		.doNotHaveModifier(JavaModifier.SYNTHETIC)
		.should()
		.bePrivate()
		.andShould()
		.beFinal()
		.orShould()
		.haveModifier(JavaModifier.VOLATILE);

	@ArchTest
	static final ArchRule invisibleClassesHaveNoPublicMethodsOfTheirOwn = methods().that()
		.areDeclaredInClassesThat()
		.areNotPublic()
		.and()
		.areDeclaredInClassesThat()
		.areNotRecords()
		.and()
		.areDeclaredInClassesThat()
		.areNotEnums()
		.and()
		.areDeclaredInClassesThat()
		.areNotInterfaces()
		.and()
		.areDeclaredInClassesThat()
		.areNotAnonymousClasses()
		.and(DescribedPredicate.not(override()))
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule secretsAreNeverStrings = fields().that()
		.haveNameMatching("(?i).*(passwordHash|refreshToken|sealedPrivateKey|secret|password)")
		.and()
		.doNotHaveRawType(int.class)
		.should()
		.notHaveRawType(String.class);

	private static DescribedPredicate<JavaMethodCall> named(String name) {
		return DescribedPredicate.describe(name, (call) -> call.getTarget().getName().equals(name));
	}

	private static DescribedPredicate<JavaMethod> override() {
		return DescribedPredicate.describe("override something",
				(method) -> Stream
					.concat(method.getOwner().getAllRawSuperclasses().stream(),
							method.getOwner().getAllRawInterfaces().stream())
					.anyMatch((type) -> declares(type, method)));
	}

	private static boolean declares(JavaClass type, JavaMethod method) {
		String[] parameters = method.getRawParameterTypes().stream().map(HasName::getName).toArray(String[]::new);
		return type.tryGetMethod(method.getName(), parameters).isPresent();
	}

	private static ArchCondition<JavaClass> pointDown() {
		return new ArchCondition<>("depend on lower levels only") {
			@Override
			public void check(JavaClass origin, ConditionEvents events) {
				int from = levelOf(origin.getPackageName());
				origin.getDirectDependenciesFromSelf().forEach((dependency) -> {
					String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
					boolean own = target.equals(origin.getPackageName());
					if (target.startsWith(ROOT) && !own && levelOf(target) >= from) {
						events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
					}
				});
			}
		};
	}

	private static int levelOf(String packageName) {
		String room = packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
		Integer level = LEVELS.get(room);
		if (level == null) {
			throw new AssertionError("the package " + packageName + " has no level yet");
		}
		return level;
	}

	private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
		return new ArchCondition<>("live in a @NullMarked package") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
				if (!marked) {
					events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
				}
			}
		};
	}

}
