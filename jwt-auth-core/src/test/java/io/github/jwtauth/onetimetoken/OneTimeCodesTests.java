package io.github.jwtauth.onetimetoken;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.login.TestJwtAuth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OneTimeCodesTests {

	private static final OneTimeTokenPurpose PURPOSE = OneTimeTokenPurpose.EMAIL_VERIFICATION;

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final OneTimeCodes codes = codes(TestSecrets.keys());

	private final Subject subject = this.auth.subjects.subjectOf("1");

	private final AccountId id = this.subject.id();

	@Test
	void codeHasEightDigitsAndIsAnotherOneEachTime() {
		Set<String> seen = new HashSet<>();
		for (int time = 0; time < 200; time++) {
			String code = issue().code().reveal();
			assertThat(code).matches("[0-9]{8}");
			seen.add(code);
		}
		assertThat(seen).hasSizeGreaterThan(190);
	}

	@Test
	void codeWithLeadingZeroesIsOne() {
		OneTimeCodes zeroes = new OneTimeCodes(this.auth.mailedTokens, this.auth.oneTimeTokens, this.auth.transactions,
				TestSecrets.keys(), (length) -> new byte[length], this.auth.clock);
		Secret code = zeroes.issue(offer(PURPOSE, null)).code();
		assertThat(code.reveal()).isEqualTo("00000000");
		assertThat(zeroes.attempt(PURPOSE, this.id, code)).isPresent();
	}

	@Test
	void codeIsGoodForItsOwnerAndPurposeOnly() {
		Secret code = issue().code();
		AccountId other = this.auth.subjects.subjectOf("2").id();
		assertThat(this.codes.attempt(PURPOSE, other, code)).isEmpty();
		assertThat(this.codes.attempt(OneTimeTokenPurpose.PASSWORD_RESET, this.id, code)).isEmpty();
		assertThat(this.codes.attempt(PURPOSE, this.id, code)).isPresent();
		assertThat(this.codes.consume(PURPOSE, other, code)).isFalse();
		assertThat(this.codes.consume(PURPOSE, this.id, code)).isTrue();
		assertThat(this.codes.attempt(PURPOSE, this.id, code)).isEmpty();
	}

	@Test
	void codeDoesNotOutliveTheSecretAndItsLinkDoes() { // decision 5
		IssuedCode issued = issue();
		SecretKeys replaced = SecretKeys.of(Secret.of("another secret of more than 43 characters, for a test"),
				List.of());
		assertThat(codes(replaced).attempt(PURPOSE, this.id, issued.code())).isEmpty();
		assertThat(this.auth.mailedTokens.consume(PURPOSE, issued.token(), null)).isTrue();
	}

	@Test
	void onlyTheOneTokenOfAPurposeHasACodeAndNoBrowser() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.codes.issue(offer(OneTimeTokenPurpose.INVITATION, null)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.codes.issue(offer(PURPOSE, this.auth.mailedTokens.newBrowser())));
	}

	private IssuedCode issue() {
		return this.codes.issue(offer(PURPOSE, null));
	}

	private TokenOffer offer(OneTimeTokenPurpose purpose, @Nullable Secret browser) {
		return new TokenOffer(purpose, this.subject, Duration.ofHours(1), browser, null);
	}

	private OneTimeCodes codes(SecretKeys keys) {
		return new OneTimeCodes(this.auth.mailedTokens, this.auth.oneTimeTokens, this.auth.transactions, keys,
				RandomBytes.secure(), this.auth.clock);
	}

}
