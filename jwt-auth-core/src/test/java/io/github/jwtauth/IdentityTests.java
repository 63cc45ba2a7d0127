package io.github.jwtauth;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IdentityTests {

	@Test
	void identityIsReadAsItIsWritten() {
		AccountId account = AccountId.random(RandomBytes.secure());
		SessionId session = SessionId.random(RandomBytes.secure());
		assertThat(AccountId.parse(account.toString())).contains(account);
		assertThat(SessionId.parse(session.toString())).contains(session);
	}

	@Test
	void identityHolds128RandomBits() {
		Set<AccountId> drawn = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			drawn.add(AccountId.random(RandomBytes.secure()));
		}
		assertThat(drawn).hasSize(1000);
		byte[] ones = new byte[16];
		Arrays.fill(ones, (byte) 0xff);
		assertThat(SessionId.random((length) -> ones)).hasToString("ffffffff-ffff-ffff-ffff-ffffffffffff");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "1-1-1-1-1", "00000000-0000-0000-0000-00000000000",
			"00000000-0000-0000-0000-0000000000000", "ABCDEF00-0000-0000-0000-000000000000",
			" 00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000\n",
			"00000000000000000000000000000000", "g0000000-0000-0000-0000-000000000000" })
	void otherSpellingIsNoIdentity(String text) {
		assertThat(AccountId.parse(text)).isEmpty();
		assertThat(SessionId.parse(text)).isEmpty();
	}

	@Test
	void identityIsTheUuidThatItHolds() {
		UUID value = UUID.randomUUID();
		assertThat(new AccountId(value)).hasToString(value.toString()).isEqualTo(new AccountId(value));
	}

}
