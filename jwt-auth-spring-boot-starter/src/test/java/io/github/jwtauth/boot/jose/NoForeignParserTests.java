package io.github.jwtauth.boot.jose;

import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Nobody reads a token that was not verified (requirement R-53).
 */
class NoForeignParserTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.github.jwtauth");

	@Test
	void onlyTheGateTakesTokensApart() {
		noClasses().that()
			.doNotBelongToAnyOf(AccessTokenGate.class, CompactJws.class, TokenJson.class)
			.should()
			.callMethod(CompactJws.class, "parse", String.class)
			.orShould()
			.callMethod(TokenJson.class, "object", byte[].class, String.class)
			.check(CLASSES);
	}

	@Test
	void nobodyParsesTokensByOtherMeans() {
		noClasses().should()
			.dependOnClassesThat()
			.areAssignableTo(JOSEObject.class)
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(JWT.class)
			.orShould()
			.dependOnClassesThat()
			.belongToAnyOf(JWTParser.class, JWTClaimsSet.class, NimbusJwtDecoder.class, JwtDecoders.class)
			.check(CLASSES);
	}

}
