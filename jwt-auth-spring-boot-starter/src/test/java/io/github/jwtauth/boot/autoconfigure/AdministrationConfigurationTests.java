package io.github.jwtauth.boot.autoconfigure;

import java.util.List;

import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDirectory;
import io.github.jwtauth.account.AccountPage;
import io.github.jwtauth.account.AccountSearch;
import io.github.jwtauth.account.AdministratorGuard;
import io.github.jwtauth.administration.AccountAdministration;
import io.github.jwtauth.administration.AccountInspection;
import io.github.jwtauth.administration.AdministeredSessions;
import io.github.jwtauth.administration.AdministrationSettings;
import io.github.jwtauth.administration.FirstAdministrator;
import io.github.jwtauth.administration.LastAdministrator;
import io.github.jwtauth.administration.SigningKeyAdministration;
import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class AdministrationConfigurationTests {

	private final WebApplicationContextRunner off = TestStarter.runner();

	private final WebApplicationContextRunner on = this.off.withPropertyValues("jwtauth.admin.enabled=true");

	@Test
	void nobodyAdministersUnlessTheHostSaysSo() {
		this.off.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(AccountAdministration.class)
			.doesNotHaveBean(AdministratorGuard.class)
			.doesNotHaveBean("jwtAuthAdministratorRule")
			.doesNotHaveBean("jwtAuthAccountsController"));
	}

	@Test
	void everythingIsThereWhenItDoes() {
		this.on.run((context) -> {
			for (Class<?> type : List.of(AccountAdministration.class, AccountInspection.class,
					AdministeredSessions.class, FirstAdministrator.class, SigningKeyAdministration.class,
					LastAdministrator.class)) {
				assertThat(context).hasSingleBean(type);
			}
			assertThat(context).hasBean("jwtAuthAdministratorRule");
			assertThat(context.getBean(AdministrationSettings.class)).returns("ADMIN", AdministrationSettings::role)
				.returns(null, AdministrationSettings::setupToken)
				.returns(true, AdministrationSettings::passwordsAreOurs);
		});
		this.on.withPropertyValues("jwtauth.admin.role=OWNER", "jwtauth.admin.setup-token=" + TestStarter.SECRET)
			.run((context) -> {
				AdministrationSettings settings = context.getBean(AdministrationSettings.class);
				assertThat(settings.role()).isEqualTo("OWNER");
				assertThat(settings.setupToken()).isNotNull();
				assertThat(settings.toString()).doesNotContain(TestStarter.SECRET);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "changeme", "0123456789abcdef0123456789abcdef",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoT" })
	void aSetupTokenThatSomebodyCouldGuessStopsTheStart(String token) {
		this.on.withPropertyValues("jwtauth.admin.setup-token=" + token)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class,
						(ex) -> assertThat(ex.property()).isEqualTo("jwtauth.admin.setup-token"))
				.satisfies((failure) -> assertThat(failure.getMessage()).doesNotContain(token)));
	}

	@Test
	void anEmptySetupTokenIsNone() {
		this.on.withPropertyValues("jwtauth.admin.setup-token=")
			.run((context) -> assertThat(context.getBean(AdministrationSettings.class).setupToken()).isNull());
	}

	@Test
	void hostsBringPartsOfTheirOwn() {
		AdministratorGuard guard = (account) -> {
		};
		this.on.withBean(AdministratorGuard.class, () -> guard)
			.run((context) -> assertThat(context).getBean(AdministratorGuard.class).isSameAs(guard));
	}

	@Test
	void theDoctorTellsWhatIsMissing() {
		this.on.run((context) -> {
			DoctorSection doctor = doctor(context.getBeansOfType(DoctorSection.class).values());
			assertThat(doctor.facts()).containsEntry("accounts_listed", false);
			assertThat(doctor.warnings()).singleElement().asString().contains("AccountDirectory");
		});
		this.on.withBean(AccountDirectory.class, Nobody::new).run((context) -> {
			DoctorSection doctor = doctor(context.getBeansOfType(DoctorSection.class).values());
			assertThat(doctor.facts()).containsEntry("accounts_listed", true).containsEntry("setup_token", "none");
			assertThat(doctor.warnings()).isEmpty();
		});
		this.on.withBean(AccountDirectory.class, Nobody::new)
			.withPropertyValues("jwtauth.admin.setup-token=" + TestStarter.SECRET)
			.run((context) -> {
				DoctorSection doctor = doctor(context.getBeansOfType(DoctorSection.class).values());
				assertThat(doctor.warnings()).isEmpty();
				assertThat(doctor.facts().toString()).doesNotContain(TestStarter.SECRET);
			});
	}

	private static DoctorSection doctor(Iterable<DoctorSection> sections) {
		for (DoctorSection section : sections) {
			if (section.name().equals("administration")) {
				return section;
			}
		}
		throw new AssertionError("there is no such section");
	}

	/** A host without administrators. */
	private static final class Nobody implements AccountDirectory {

		@Override
		public AccountPage find(AccountSearch search) {
			return new AccountPage(List.of(), 0);
		}

		@Override
		public List<Account> findActive(String role) {
			return List.of();
		}

	}

}
