package io.github.jwtauth.registration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.ExtraFields;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.onetimetoken.OneTimeCodes;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.PasswordChoice;
import io.github.jwtauth.password.PasswordPolicy;
import io.github.jwtauth.verification.EmailProof;
import io.github.jwtauth.verification.EmailVerification;
import io.github.jwtauth.verification.VerificationMail;
import io.github.jwtauth.verification.VerificationSettings;
import org.jspecify.annotations.Nullable;

/**
 * Registration and verification over a {@link TestJwtAuth}. Counts what is drawn.
 */
public final class TestRegistration {

	/** How many bytes of randomness were drawn for tokens. */
	public final AtomicInteger drawn = new AtomicInteger();

	public final EmailVerification verification;

	public final OneTimeCodes codes;

	public final Registration registration;

	/**
	 * Wires everything.
	 * @param auth the core
	 * @param verification how addresses are proven
	 */
	public TestRegistration(TestJwtAuth auth, VerificationSettings verification) {
		this(auth, auth.accounts, verification, RegistrationSettings.of(List.of("USER")),
				RegistrationPolicy.of(RegistrationMode.OPEN));
	}

	/**
	 * Wires everything.
	 * @param auth the core
	 * @param accounts where accounts are made
	 * @param verification how addresses are proven
	 * @param settings what a registration gives
	 * @param policy who may have an account
	 */
	public TestRegistration(TestJwtAuth auth, AccountStore accounts, VerificationSettings verification,
			RegistrationSettings settings, RegistrationPolicy policy) {
		RandomBytes secure = RandomBytes.secure();
		RandomBytes counting = (length) -> {
			this.drawn.addAndGet(length);
			return secure.next(length);
		};
		OneTimeTokens tokens = new OneTimeTokens(auth.oneTimeTokens, auth.subjects, auth.transactions,
				TestSecrets.keys(), counting, auth.clock);
		this.codes = new OneTimeCodes(tokens, auth.oneTimeTokens, auth.transactions, TestSecrets.keys(),
				(length) -> (length == 8) ? counting.next(length) : secure.next(length), auth.clock);
		VerificationMail mail = new VerificationMail(verification, this.codes, auth.details, auth.notices, auth.clock);
		this.verification = new EmailVerification(verification, accounts, auth.lookup, auth.subjects, tokens,
				this.codes, mail,
				new EmailProof(auth.details, tokens, auth.identities, auth.whitelist, auth.events, auth.clock),
				auth.events, auth.transactions, secure, auth.clock);
		NewAccounts newAccounts = new NewAccounts(auth.subjects, auth.details, settings, auth.events, secure,
				auth.clock);
		QuietRegistration quiet = new QuietRegistration(accounts, auth.lookup, auth.details, newAccounts,
				new UnprovenAccounts(accounts, auth.subjects, auth.details, auth.remains), mail, this.codes,
				auth.notices, auth.events, auth.transactions, auth.clock);
		PasswordPolicy rules = (password) -> List.of();
		this.registration = new Registration(
				new RegistrationRules(settings, new ExtraFields(Set.of("phone", "company")), rules), settings,
				verification, policy, auth.policy, accounts, new PasswordChoice(rules, auth.passwords), newAccounts,
				quiet, mail, tokens, auth.grant, auth.transactions);
	}

	/**
	 * A form that is in order.
	 * @param email the address
	 * @param password the password
	 * @return the form
	 */
	public static RegistrationForm form(String email, String password) {
		return new Draft().email(email).password(password).form();
	}

	/**
	 * A form that a test fills in.
	 */
	public static final class Draft {

		private String email = "ada@example.com";

		private String password = TestJwtAuth.PASSWORD;

		private @Nullable String confirm;

		private @Nullable String username;

		private @Nullable String firstName;

		private boolean terms;

		private boolean privacy;

		private Map<String, String> extra = Map.of();

		private @Nullable String locale;

		public Draft email(String text) {
			return with((draft) -> draft.email = text);
		}

		public Draft password(String text) {
			return with((draft) -> draft.password = text);
		}

		public Draft confirm(String text) {
			return with((draft) -> draft.confirm = text);
		}

		public Draft username(String text) {
			return with((draft) -> draft.username = text);
		}

		public Draft firstName(String text) {
			return with((draft) -> draft.firstName = text);
		}

		public Draft agreeing() {
			return with((draft) -> {
				draft.terms = true;
				draft.privacy = true;
			});
		}

		public Draft extra(Map<String, String> fields) {
			return with((draft) -> draft.extra = fields);
		}

		public Draft locale(String tag) {
			return with((draft) -> draft.locale = tag);
		}

		public RegistrationForm form() {
			return new RegistrationForm(this.email, Secret.of(this.password),
					(this.confirm != null) ? Secret.of(this.confirm) : null, this.username, this.firstName, null,
					this.terms, this.privacy, this.extra, this.locale, TestDevices.laptop(), null);
		}

		private Draft with(Consumer<Draft> change) {
			change.accept(this);
			return this;
		}

	}

}
