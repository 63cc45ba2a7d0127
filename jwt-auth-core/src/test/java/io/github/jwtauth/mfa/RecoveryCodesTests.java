package io.github.jwtauth.mfa;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.TestSecrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten codes of 80 bits, each good once.
 */
class RecoveryCodesTests {

	private final InMemoryMfaStore store = new InMemoryMfaStore(new InMemoryTransactions());

	private final AtRestEncryption atRest = new AtRestEncryption(TestSecrets.keys(), RandomBytes.secure());

	private final RecoveryCodes codes = new RecoveryCodes(this.store, this.atRest, RandomBytes.secure());

	private final AccountId ada = new AccountId(UUID.randomUUID());

	private final List<Secret> shown = this.codes.replace(this.ada);

	@Test
	void thereAreTenDifferentOnesOf80Bits() {
		assertThat(new HashSet<>(this.shown)).hasSize(10);
		assertThat(this.shown).allSatisfy((code) -> assertThat(code.reveal()).matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"));
		AtomicInteger drawn = new AtomicInteger();
		new RecoveryCodes(this.store, this.atRest, (length) -> {
			drawn.addAndGet(length);
			return RandomBytes.secure().next(length);
		}).replace(this.ada);
		int codeAndSaltAndId = 10 + 16 + 16;
		assertThat(drawn).hasValue(10 * codeAndSaltAndId);
	}

	@Test
	void codeIsReadAsPeopleTypeIt() {
		String code = this.shown.get(4).reveal();
		assertThat(List.of(code, code.replace("-", ""), code.toLowerCase(Locale.ROOT), " " + code + " ",
				code.replace('-', ' '), code.replace("-", "--")))
			.allSatisfy((typed) -> assertThat(match(typed)).isPresent());
	}

	@Test
	void codeIsGoodOnce() {
		String code = this.shown.get(0).reveal();
		assertThat(TestRace.of(20, () -> match(code).filter(FactorMatch::consume).isPresent())).containsOnlyOnce(true)
			.contains(false);
		assertThat(match(code)).isEmpty();
		assertThat(match(this.shown.get(1).reveal())).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", "AAAA-AAAA-AAAA-AAAA", "AAAA", "0000-0000-0000-0000", "\u0131" })
	void whatIsNoCodeIsWrong(String typed) {
		assertThat(match(typed)).isEmpty();
	}

	@Test
	void nothingOfACodeIsStored() {
		assertThat(this.store.findRecoveryCodes(this.ada)).hasSize(10).allSatisfy((stored) -> {
			String box = new String(stored.box(), StandardCharsets.ISO_8859_1);
			String opened = new String(this.atRest.open(stored.box(), RecoveryCodes.place(this.ada)),
					StandardCharsets.ISO_8859_1);
			assertThat(this.shown).allSatisfy((code) -> assertThat(box + opened).doesNotContain(code.reveal())
				.doesNotContain(code.reveal().replace("-", "")));
		});
	}

	@Test
	void nextCodesVoidTheseHere() {
		this.codes.replace(this.ada);
		assertThat(match(this.shown.get(0).reveal())).isEmpty();
	}

	@Test
	void codesOfSomebodyElseAreWrongAlsoWhenTheirRowsAreMoved() {
		AccountId eve = new AccountId(UUID.randomUUID());
		List<Secret> hers = this.codes.replace(eve);
		assertThat(match(hers.get(0).reveal())).isEmpty();
		this.store.replaceRecoveryCodes(this.ada, this.store.findRecoveryCodes(eve));
		assertThat(match(hers.get(0).reveal())).isEmpty();
	}

	private Optional<FactorMatch> match(String typed) {
		return this.codes.match(this.ada, Secret.of(typed));
	}

}
