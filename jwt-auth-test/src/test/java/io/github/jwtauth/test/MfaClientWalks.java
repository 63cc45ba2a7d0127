package io.github.jwtauth.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Somebody sets an app up and logs in with it. */
abstract class MfaClientWalks {

	private static final Duration STEP = Duration.ofSeconds(30);

	@Autowired
	private AuthTestClient client;

	@Autowired
	private TestAccounts accounts;

	@Autowired
	private TestClock clock;

	private String email;

	private AuthTestSession first;

	private EnrolledFactor factor;

	/** A code is good once, and that of the activation is used up. */
	@BeforeEach
	void setUpAnApp(TestInfo test) {
		this.email = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT) + "@"
				+ getClass().getSimpleName().toLowerCase(Locale.ROOT) + ".example.com";
		this.accounts.add(this.email, "USER");
		this.first = login();
		this.factor = this.first.enroll(this.clock.asClock());
		this.clock.advance(STEP);
	}

	@Test
	void theWalkByHand() {
		String address = "bob." + this.email;
		this.accounts.add(address, "USER");
		AuthTestSession bob = this.client.login(address, TestAccounts.PASSWORD);
		TotpCodes app = new TotpCodes(bob.post("/auth/mfa/totp/setup").text("secret"), this.clock.asClock());
		assertThat(bob.post("/auth/mfa/totp/activate", Map.of("code", app.now())).status()).isEqualTo(200);
		this.clock.advance(STEP);
		AuthProblemException required = catchThrowableOfType(AuthProblemException.class,
				() -> this.client.login(address, TestAccounts.PASSWORD));
		assertThat(required.code()).isEqualTo("mfa_required");
		AuthTestSession session = this.client.verifyFactor(required.mfaToken(), app.now());
		assertThat(session.subject()).isEqualTo(bob.subject());
		assertThat(session.get("/orders").status()).isEqualTo(200);
	}

	@Test
	void aLoginGoesOnWithTheCode() {
		AuthTestSession session = this.client.verifyFactor(challenge(this.client), this.factor.app().now());
		assertThat(amr(session)).containsExactly("pwd", "otp", "mfa"); // R-65
		assertThat(session.get("/orders").text("of")).isEqualTo(this.first.subject());
		assertThat(amr(session.refresh())).containsExactly("pwd", "otp", "mfa");
	}

	@Test
	void aWrongCodeIsRefusedAndHasNoToken() {
		String challenge = challenge(this.client);
		AuthProblemException refused = catchThrowableOfType(AuthProblemException.class,
				() -> this.client.verifyFactor(challenge, "12345x"));
		assertThat(refused.code()).isEqualTo("invalid_code");
		assertThatIllegalStateException().isThrownBy(refused::mfaToken);
	}

	@Test
	void aRememberedDeviceIsNotAsked() {
		AuthTestSession remembered = this.client.verifyFactorAndRememberDevice(challenge(this.client),
				this.factor.app().now());
		AuthTestSession again = this.client.onDeviceOf(remembered).login(this.email, TestAccounts.PASSWORD);
		assertThat(amr(again)).containsExactly("pwd", "mfa");
		AuthTestSession third = this.client.onDeviceOf(again).login(this.email, TestAccounts.PASSWORD);
		assertThat(amr(third)).containsExactly("pwd", "mfa");
		assertThat(challenge(this.client)).as("elsewhere").isNotEmpty();
	}

	@Test
	void aDeviceThatIsNotRememberedIsAskedAgain() {
		AuthTestSession session = this.client.verifyFactor(challenge(this.client), this.factor.app().now());
		assertThat(challenge(this.client.onDeviceOf(session))).isNotEmpty();
	}

	@Test
	void aRecoveryCodeIsGoodOnce() {
		String code = this.factor.recoveryCodes().get(0);
		AuthTestSession session = this.client.verifyRecoveryCode(challenge(this.client), code);
		assertThat(amr(session)).containsExactly("pwd", "otp", "mfa");
		assertThat(session.get("/auth/mfa").json().path("recovery_codes_left").asInt()).isEqualTo(9);
		String challenge = challenge(this.client);
		assertThat(
				catchThrowableOfType(AuthProblemException.class, () -> this.client.verifyRecoveryCode(challenge, code)))
			.extracting(AuthProblemException::code)
			.isEqualTo("invalid_code");
	}

	@Test
	void aCodeIsAProofThatIsRepeated() {
		AuthTestSession session = this.client.verifyFactor(challenge(this.client), this.factor.app().now());
		long before = claims(session).path("auth_time").asLong();
		this.clock.advance(Duration.ofMinutes(6));
		assertThat(session.post("/auth/mfa/recovery-codes").code()).isEqualTo("reauthentication_required");
		session.reauthenticateWithCode(this.factor.app().now());
		assertThat(claims(session).path("auth_time").asLong()).isGreaterThanOrEqualTo(before + 360);
		assertThat(session.post("/auth/mfa/recovery-codes").json().path("recovery_codes").size()).isEqualTo(10);
	}

	@Test
	void passwordAndCodeAreProvenTogether() {
		AuthTestSession session = this.client.verifyFactor(challenge(this.client), this.factor.app().now());
		this.clock.advance(Duration.ofMinutes(6));
		session.reauthenticate(TestAccounts.PASSWORD, this.factor.app().now());
		assertThat(amr(session)).containsExactly("pwd", "otp", "mfa");
		assertThat(claims(session).has("amr_times")).as("nothing is older than the rest").isFalse();
	}

	@Test
	void secretsAreNotPrinted() {
		assertThat(this.factor.recoveryCodes()).hasSize(10);
		assertThat(this.factor.toString()).doesNotContain(this.factor.recoveryCodes());
	}

	private AuthTestSession login() {
		return this.client.login(this.email, TestAccounts.PASSWORD);
	}

	private String challenge(AuthTestClient on) {
		AuthProblemException required = catchThrowableOfType(AuthProblemException.class,
				() -> on.login(this.email, TestAccounts.PASSWORD));
		assertThat(required.code()).isEqualTo("mfa_required");
		return required.mfaToken();
	}

	private static List<String> amr(AuthTestSession session) {
		return claims(session).path("amr").valueStream().map(JsonNode::asString).toList();
	}

	private static JsonNode claims(AuthTestSession session) {
		String payload = session.accessToken().split("\\.")[1];
		return JsonMapper.shared().readTree(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
	}

}
