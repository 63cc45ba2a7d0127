package io.github.jwtauth.boot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import javax.sql.DataSource;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.Device;
import io.github.jwtauth.KeyPurpose;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.login.AccountChanges;
import io.github.jwtauth.login.DeviceTokens;
import io.github.jwtauth.login.ExternalLogin;
import io.github.jwtauth.login.LoginFailed;
import io.github.jwtauth.login.Logout;
import io.github.jwtauth.login.PasswordCheck;
import io.github.jwtauth.login.PasswordLogin;
import io.github.jwtauth.login.Reauthentication;
import io.github.jwtauth.login.SecurityNotices;
import io.github.jwtauth.login.SessionDisavowal;
import io.github.jwtauth.login.SessionGrant;
import io.github.jwtauth.login.TokenRefresh;
import io.github.jwtauth.password.PasswordResetOffer;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.protection.HashingBulkhead;
import io.github.jwtauth.registration.InvitationAcceptance;
import io.github.jwtauth.registration.InvitationSettings;
import io.github.jwtauth.registration.Invitations;
import io.github.jwtauth.registration.InvitedRegistration;
import io.github.jwtauth.session.DeviceSessions;
import io.github.jwtauth.session.RefreshTokenCodec;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.RevocationFeed;
import io.github.jwtauth.session.RevokedSessions;
import io.github.jwtauth.session.SessionEnds;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.token.AccessTokenIssuer;
import io.github.jwtauth.token.AccessTokenSettings;
import io.github.jwtauth.verification.EmailChange;
import io.github.jwtauth.verification.EmailChangeUndo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * What is made of the properties, and what a host may replace.
 */
class JwtAuthAutoConfigurationTests {

	private static final String PREVIOUS = "DIdPELTOtcM04A0QOAywUSTOW4CN-DVEzeGMGyaLCtM";

	/**
	 * Without whoever publishes, behind which observers stand: EventConfigurationTests.
	 */
	private static final List<Class<?>> REPLACEABLE = List.of(AccountLookup.class, LoginPolicy.class,
			HashingBulkhead.class, Passwords.class, AccessTokenIssuer.class, SessionGrant.class, PasswordCheck.class,
			PasswordLogin.class, ExternalLogin.class, TokenRefresh.class, Logout.class, AccountChanges.class,
			RefreshTokenCodec.class, RevokedSessions.class, RevocationFeed.class, SessionEnds.class,
			RefreshTokenWhitelist.class, DeviceSessions.class, DeviceTokens.class, SecurityNotices.class,
			SessionDisavowal.class, Reauthentication.class, PasswordResetOffer.class, EmailChange.class,
			EmailChangeUndo.class, InvitationSettings.class, Invitations.class, InvitedRegistration.class,
			InvitationAcceptance.class);

	private final WebApplicationContextRunner runner = TestStarter.runner();

	@Test
	void defaultsAreThoseOfThePage() {
		this.runner.run((context) -> {
			assertThat(context.getBean(SessionSettings.class)).isEqualTo(SessionSettings.defaults());
			assertThat(context.getBean(AccessTokenSettings.class)).isEqualTo(new AccessTokenSettings(
					"https://app.example.com", "application", "application", Duration.ofMinutes(15)));
			assertThat(context.getBean(PublicUrl.class).origin()).contains("https://app.example.com");
			assertThat(context.getBean(CoreSettings.class).verifiedEmailRequired()).isTrue();
			assertThat(context.getBean(CoreSettings.class).hashing().permits()).isPositive();
		});
	}

	@Test
	void theNameOfTheApplicationIsAudienceAndClient() {
		this.runner.withPropertyValues("spring.application.name=shop").run((context) -> {
			assertThat(context.getBean(AccessTokenSettings.class).audience()).isEqualTo("shop");
			assertThat(context.getBean(AccessTokenSettings.class).clientId()).isEqualTo("shop");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			issuer=https://iss                            | issuer               | https://iss
			public-url=https://other.example.com/         | issuer               | https://other.example.com
			audience=api                                  | audience             | api
			client-id=web                                 | client               | web
			access-token.lifetime=5m                      | access-token         | PT5M
			refresh-token.lifetime=1d                     | idle                 | PT24H
			refresh-token.remember-me-lifetime=2d         | remember-me          | PT48H
			refresh-token.retry-window=0s                 | retry-window         | PT0S
			session.absolute-lifetime=3d                  | absolute             | PT72H
			session.max-per-account=1                     | max                  | 1
			session.limit-strategy=reject                 | strategy             | REJECT
			session.limit-strategy=evict-least-recently-used | strategy          | EVICT_LEAST_RECENTLY_USED
			password.hashing-permits=1                    | permits              | 1
			email-verification.mode=none                  | verified             | false
			email-verification.mode=optional              | verified             | false
			email-verification.mode=mandatory             | verified             | true
			""")
	void everyPropertyHasItsEffect(String property, String setting, String expected) {
		Map<String, Function<CoreSettings, Object>> settings = Map.ofEntries(
				Map.entry("issuer", (core) -> core.accessTokens().issuer()),
				Map.entry("audience", (core) -> core.accessTokens().audience()),
				Map.entry("client", (core) -> core.accessTokens().clientId()),
				Map.entry("access-token", (core) -> core.accessTokens().lifetime()),
				Map.entry("idle", (core) -> core.sessions().idleLifetime()),
				Map.entry("remember-me", (core) -> core.sessions().rememberMeLifetime()),
				Map.entry("retry-window", (core) -> core.sessions().retryWindow()),
				Map.entry("absolute", (core) -> core.sessions().absoluteLifetime()),
				Map.entry("max", (core) -> core.sessions().maxPerAccount()),
				Map.entry("strategy", (core) -> core.sessions().limitStrategy()),
				Map.entry("permits", (core) -> core.hashing().permits()),
				Map.entry("verified", CoreSettings::verifiedEmailRequired));
		this.runner.withPropertyValues("jwtauth." + property)
			.run((context) -> assertThat(settings.get(setting).apply(context.getBean(CoreSettings.class)))
				.hasToString(expected));
	}

	@Test
	void theBuiltInRuleFollowsTheModeOfVerification() {
		Account unproven = Account.withKey("1").withEmail(EmailAddress.of("user@example.com"), false);
		this.runner.run((context) -> assertThat(context.getBean(LoginPolicy.class).check(unproven))
			.isEqualTo(LoginDecision.EMAIL_NOT_VERIFIED));
		this.runner.withPropertyValues("jwtauth.email-verification.mode=optional")
			.run((context) -> assertThat(context.getBean(LoginPolicy.class).check(unproven))
				.isEqualTo(LoginDecision.ALLOWED));
	}

	@Test
	void previousSecretsAreAcceptedAndMakeNothing() {
		int old = SecretKeys.of(Secret.of(PREVIOUS), List.of()).current(KeyPurpose.REFRESH_TOKEN).secretId();
		this.runner.withPropertyValues("jwtauth.previous-secrets=" + PREVIOUS).run((context) -> {
			SecretKeys keys = context.getBean(SecretKeys.class);
			assertThat(keys.find(old, KeyPurpose.REFRESH_TOKEN)).isPresent();
			assertThat(keys.current(KeyPurpose.REFRESH_TOKEN).secretId()).isNotEqualTo(old);
		});
		this.runner.run((context) -> assertThat(context.getBean(SecretKeys.class).find(old, KeyPurpose.REFRESH_TOKEN))
			.isEmpty());
	}

	@Test
	void nothingIsNeededOnADatabaseInMemory() {
		withDatabase("jdbc:h2:mem:conf").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(AccessTokenSettings.class).issuer()).isEqualTo("http://localhost:8080");
		});
	}

	@Test
	void aFileIsNotInMemory(@TempDir Path directory) {
		withDatabase("jdbc:h2:file:" + directory.resolve("data")).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(JwtAuthConfigurationException.class,
						(refusal) -> assertThat(refusal.problems()).extracting(ConfigurationProblem::property)
							.containsExactlyInAnyOrder("jwtauth.secret", "jwtauth.public-url",
									"jwtauth.schema.initialize"));
		});
	}

	@Test
	void everyStepIsThere() {
		this.runner
			.run((context) -> assertThat(REPLACEABLE).allSatisfy((type) -> assertThat(context).hasSingleBean(type)));
	}

	/** Each condition looks at one type, so that all can back off at once. */
	@Test
	void theHostMayReplaceEveryStep() {
		WebApplicationContextRunner host = this.runner;
		for (Class<?> type : REPLACEABLE) {
			host = replacing(host, type);
		}
		host.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(REPLACEABLE).allSatisfy(
					(type) -> assertThat(context).getBeanNames(type).containsExactly("their" + type.getSimpleName()));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "jwtauth.email-change.lifetime=73h", "jwtauth.email-change.undo-lifetime=31d",
			"jwtauth.email-change.undo-lifetime=1s", "jwtauth.invitation.lifetime=31d",
			"jwtauth.invitation.roles=ROLE_ADMIN", "jwtauth.admin.role=ROLE_ADMIN" })
	void whatNoLinkAndNoRoleCanBeRefusesToStart(String line) {
		this.runner.withPropertyValues(line)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining(line.substring(0, line.indexOf('='))));
	}

	@Test
	void whoMayInviteIsConfigured() {
		this.runner
			.withPropertyValues("jwtauth.invitation.roles=EDITOR,OWNER", "jwtauth.admin.role=BOSS",
					"jwtauth.registration.default-roles=GUEST", "jwtauth.invitation.lifetime=1d")
			.run((context) -> assertThat(context.getBean(InvitationSettings.class)).isEqualTo(
					InvitationSettings.of(List.of("EDITOR", "OWNER", "BOSS"), List.of("GUEST"), Duration.ofDays(1))));
	}

	@Test
	void randomnessOfTheHostIsUsed() {
		this.runner.withBean("theirs", RandomBytes.class, () -> RandomBytes.secure()::next)
			.run((context) -> assertThat(context).getBeanNames(RandomBytes.class).containsExactly("theirs"));
	}

	@Test
	void eventsAreSpringEvents() {
		List<Object> heard = new ArrayList<>();
		LoginFailed event = new LoginFailed(Instant.EPOCH, null, Device.unknown(), LoginFailed.Reason.UNKNOWN_ACCOUNT);
		this.runner
			.withInitializer((context) -> context
				.addApplicationListener((PayloadApplicationEvent<?> published) -> heard.add(published.getPayload())))
			.run((context) -> context.getBean(AuthEventPublisher.class).publish(event));
		assertThat(heard).contains(event);
	}

	private static <T> WebApplicationContextRunner replacing(WebApplicationContextRunner runner, Class<T> type) {
		return runner.withBean("their" + type.getSimpleName(), type, () -> mock(type));
	}

	private static WebApplicationContextRunner withDatabase(String url) {
		return TestStarter.runner()
			.withPropertyValues("jwtauth.secret=", "jwtauth.public-url=")
			.withBean(DataSource.class, () -> new DriverManagerDataSource(url, "sa", ""));
	}

}
