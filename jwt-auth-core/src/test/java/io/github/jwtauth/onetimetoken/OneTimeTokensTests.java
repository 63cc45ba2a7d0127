package io.github.jwtauth.onetimetoken;

import java.time.Duration;
import java.util.List;

import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.InMemorySubjectStore;
import io.github.jwtauth.account.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OneTimeTokensTests {

	private static final Secret OLD = Secret.of("the old secret of more than 43 characters, for tests");

	private static final Secret NEW = Secret.of("the new secret of more than 43 characters, for tests");

	private static final OneTimeTokenPurpose PURPOSE = OneTimeTokenPurpose.EXCHANGE;

	private final MovableClock clock = MovableClock.atNoon();

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final InMemoryOneTimeTokenStore store = new InMemoryOneTimeTokenStore(this.transactions);

	private final InMemorySubjectStore subjects = new InMemorySubjectStore(this.transactions, this.clock);

	private final Subject subject = this.subjects.subjectOf("1");

	private final OneTimeTokens tokens = tokens(SecretKeys.of(OLD, List.of()));

	@Test
	void tokenSaysWhatItWasIssuedFor() {
		Secret token = issue(null);
		assertThat(this.tokens.find(PURPOSE, token, null)).hasValueSatisfying((found) -> {
			assertThat(found.accountId()).isEqualTo(this.subject.id());
			assertThat(found.credentialVersion()).isEqualTo(this.subject.credentialVersion());
			assertThat(found.payload()).isEqualTo("payload");
			assertThat(found.expiresAt()).isEqualTo(this.clock.instant().plusSeconds(60));
		});
	}

	@Test
	void tokenIsConsumedOnceAndInTime() {
		Secret token = issue(null);
		assertThat(this.tokens.consume(PURPOSE, token, null)).isTrue();
		assertThat(this.tokens.consume(PURPOSE, token, null)).isFalse();
		Secret late = issue(null);
		this.clock.advance(Duration.ofSeconds(60));
		assertThat(this.tokens.consume(PURPOSE, late, null)).isFalse();
	}

	@Test
	void pretendingTouchesNobodysTokens() {
		Secret token = issue(null);
		Secret reset = this.tokens
			.issue(new TokenOffer(OneTimeTokenPurpose.PASSWORD_RESET, this.subject, Duration.ofHours(1), null, null));
		this.tokens.pretend(PURPOSE);
		this.tokens.pretend(OneTimeTokenPurpose.PASSWORD_RESET);
		assertThat(this.tokens.find(PURPOSE, token, null)).isPresent();
		assertThat(this.tokens.find(OneTimeTokenPurpose.PASSWORD_RESET, reset, null)).isPresent();
		this.clock.advance(Duration.ofDays(1));
		assertThat(this.store.purge(this.clock.instant(), 10)).isEqualTo(2);
	}

	@Test
	void boundTokenNeedsItsBrowser() { // decision 10
		Secret browser = this.tokens.newBrowser();
		Secret token = issue(browser);
		assertThat(this.tokens.find(PURPOSE, token, null)).isEmpty();
		assertThat(this.tokens.consume(PURPOSE, token, this.tokens.newBrowser())).isFalse();
		assertThat(this.tokens.consume(PURPOSE, token, token)).isFalse();
		assertThat(this.tokens.consume(PURPOSE, token, browser)).isTrue();
	}

	@Test
	void tokenHas256RandomBitsAndGoesIntoAnAddress() {
		assertThat(issue(null).reveal()).matches("jot_[A-Za-z0-9_-]{48}").isNotEqualTo(issue(null).reveal());
		assertThat(this.tokens.newBrowser().reveal()).matches("[A-Za-z0-9_-]{43}");
	}

	@Test
	void otherSpellingsAreUnknown() {
		Secret token = issue(null);
		String text = token.reveal();
		for (String other : new String[] { "", " ", "jot_", text + " ", " " + text, text + "=", text.substring(1),
				text.substring(0, text.length() - 1), text.replace("jot_", "jar_"), text.replace("jot_", "JOT_"),
				text.substring(0, text.length() - 1) + "%", text.substring(0, text.length() - 2) + "==",
				"jot_" + "A".repeat(48), text + text }) {
			assertThat(this.tokens.find(PURPOSE, Secret.of(other), null)).as(other).isEmpty();
			assertThat(this.tokens.consume(PURPOSE, Secret.of(other), null)).as(other).isFalse();
		}
		assertThat(this.tokens.consume(PURPOSE, token, null)).isTrue();
	}

	@Test
	void everyBitCounts() {
		String text = issue(null).reveal();
		String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
		for (int at = "jot_".length(); at < text.length(); at++) {
			int flipped = alphabet.indexOf(text.charAt(at)) ^ 1;
			String other = text.substring(0, at) + alphabet.charAt(flipped) + text.substring(at + 1);
			assertThat(this.tokens.find(PURPOSE, Secret.of(other), null)).isEmpty();
		}
	}

	@Test
	void tokenOfThePreviousSecretIsGood() { // decision 5
		Secret browser = this.tokens.newBrowser();
		Secret token = issue(browser);
		assertThat(tokens(SecretKeys.of(NEW, List.of())).consume(PURPOSE, token, browser)).isFalse();
		assertThat(tokens(SecretKeys.of(NEW, List.of(OLD))).consume(PURPOSE, token, browser)).isTrue();
	}

	@Test
	void purposeDecidesWhetherTheNewestVoidsTheOthers() {
		Secret older = issue(null);
		Secret newer = issue(null);
		assertThat(PURPOSE.newestOnly()).isFalse();
		assertThat(this.tokens.consume(PURPOSE, older, null)).isTrue();
		assertThat(this.tokens.consume(PURPOSE, newer, null)).isTrue();
	}

	@Test
	void newestSupersedesTheOthersOfItsAccount() {
		TokenOffer offer = new TokenOffer(PURPOSE, this.subject, Duration.ofSeconds(60), null, null);
		Secret older = this.tokens.issue(offer, true);
		Secret somebodyElses = this.tokens
			.issue(new TokenOffer(PURPOSE, this.subjects.subjectOf("2"), Duration.ofSeconds(60), null, null), true);
		Secret newer = this.tokens.issue(offer, true);
		assertThat(this.tokens.consume(PURPOSE, older, null)).isFalse();
		assertThat(this.tokens.consume(PURPOSE, newer, null)).isTrue();
		assertThat(this.tokens.consume(PURPOSE, somebodyElses, null)).isTrue();
		TestRace.of(20, () -> this.tokens.issue(offer, true));
		assertThat(this.store.size()).isEqualTo(1);
	}

	@Test
	void payloadIsShortAndPlain() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tokens
			.issue(new TokenOffer(PURPOSE, this.subject, Duration.ofSeconds(60), null, "caf\u00e9")));
		assertThatIllegalArgumentException().isThrownBy(() -> this.tokens
			.issue(new TokenOffer(PURPOSE, this.subject, Duration.ofSeconds(60), null, "x".repeat(3001))));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new TokenOffer(PURPOSE, this.subject, Duration.ZERO, null, null));
	}

	private Secret issue(@Nullable Secret browser) {
		return this.tokens.issue(new TokenOffer(PURPOSE, this.subject, Duration.ofSeconds(60), browser, "payload"));
	}

	private OneTimeTokens tokens(SecretKeys keys) {
		return new OneTimeTokens(this.store, this.subjects, this.transactions, keys, RandomBytes.secure(), this.clock);
	}

}
