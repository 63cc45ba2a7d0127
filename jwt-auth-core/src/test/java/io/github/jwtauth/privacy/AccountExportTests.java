package io.github.jwtauth.privacy;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.mfa.TestMfa;
import io.github.jwtauth.mfa.RememberedDevice;
import io.github.jwtauth.mfa.FactorState;
import io.github.jwtauth.session.LoginSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AccountExportTests {

	private final TestJwtAuth core = TestJwtAuth.create();

	private final Account account = this.core.register("ada@example.com");

	private final AccountId id = this.core.idOf(this.account);

	@Test
	void ownerGetsTheirSessionsAndNobodyElses() {
		this.core.register("bob@example.com");
		this.core.login("bob@example.com");
		LoginSession session = this.core.login("ada@example.com").session();
		PersonalData all = export();
		assertThat(all.sessions()).extracting(LoginSession::id).containsExactly(session.id());
		assertThat(all.profile().account().account()).isEqualTo(this.account);
		assertThat(all.toString()).doesNotContain("ada");
		assertThat(this.core.events.of(PersonalDataExported.class))
			.containsExactly(new PersonalDataExported(this.core.clock.instant(), this.id));
	}

	@Test
	void stateOfTheSecondFactorIsToldAndNoSecretOfIt() {
		assertThat(export().secondFactor()).isEqualTo(new FactorState(null, 0));
		TestMfa mfa = new TestMfa(this.core);
		mfa.activate(this.id);
		mfa.devices.remember(this.id, Secret.of("device"), TestDevices.laptop());
		PersonalData all = export();
		assertThat(all.secondFactor()).isEqualTo(new FactorState(this.core.clock.instant(), 10));
		assertThat(all.rememberedDevices()).singleElement().returns(TestDevices.laptop(), RememberedDevice::device);
	}

	@Test
	void contributorsAreAskedForTheOwnerAndSpeakInPlainValues() {
		Map<String, Object> contribution = new LinkedHashMap<>();
		contribution.put("key", this.account.key());
		contribution.put("formula", "=HYPERLINK(\"http://evil.example\")");
		contribution.put("at", Instant.EPOCH);
		contribution.put("lines", List.of(Map.of("amount", 2), true));
		PersonalData all = export(contributor("orders", contribution));
		assertThat(all.contributions()).isEqualTo(
				Map.of("orders", Map.of("key", this.account.key(), "formula", "=HYPERLINK(\"http://evil.example\")",
						"at", "1970-01-01T00:00:00Z", "lines", List.of(Map.of("amount", 2), true))));
	}

	@Test
	void contributionOfAnythingElseRefusesTheExport() {
		Map<String, Object> nested = new LinkedHashMap<>();
		nested.put("self", nested);
		for (Map<String, Object> wrong : List.of(Map.<String, Object>of("hash", Secret.of("{a}b")),
				Map.<String, Object>of("row", this.account), nested)) {
			assertThatExceptionOfType(AuthException.class).isThrownBy(() -> export(contributor("orders", wrong)))
				.returns(AuthErrorCode.UNAVAILABLE, AuthException::code);
		}
	}

	@Test
	void halfOfTheTruthIsNotTold() {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> export(new TestContributor("broken")))
			.returns(AuthErrorCode.UNAVAILABLE, AuthException::code);
		assertThat(this.core.events.of(PersonalDataExported.class)).isEmpty();
	}

	@Test
	void everyContributorHasANameOfItsOwn() {
		for (List<PersonalDataContributor> wrong : List.of(
				List.<PersonalDataContributor>of(contributor("sessions", Map.of())),
				List.<PersonalDataContributor>of(contributor(" ", Map.of())),
				List.<PersonalDataContributor>of(contributor("orders", Map.of()), contributor("orders", Map.of())))) {
			assertThatIllegalArgumentException().isThrownBy(() -> new PersonalDataContributors(wrong));
		}
	}

	private PersonalData export(PersonalDataContributor... contributors) {
		return new TestPrivacy(this.core, Duration.ZERO, contributors).exports.export(this.id);
	}

	private PersonalDataContributor contributor(String name, Map<String, Object> contribution) {
		return new PersonalDataContributor() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public Map<String, Object> export(AccountId asked, String accountKey) {
				assertThat(asked).isEqualTo(AccountExportTests.this.id);
				assertThat(AccountExportTests.this.core.transactions.isRunning()).isFalse();
				return contribution;
			}

			@Override
			public void erase(AccountId asked, String accountKey) {
				throw new AssertionError("nothing is erased");
			}

		};
	}

}
