package io.github.jwtauth.account;

import java.util.Optional;
import java.util.stream.Stream;

import io.github.jwtauth.Secret;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AccountStoreTests {

	@Test
	void storeThatOnlyFindsAccountsSaysSoToEveryChange() {
		AccountStore store = new FindingStore();
		EmailAddress email = EmailAddress.of("zoe@example.com");
		Stream
			.<ThrowingCallable>of(() -> store.setPasswordHash("1", Secret.of("{a}b")),
					() -> store.verifyEmail("1", email), () -> store.changeEmail("1", email, email, true),
					() -> store.replaceUnverified(Account.withKey("1").withEmail(email, false)),
					() -> store.updateNames("1", null, null, null), () -> store.delete("1"))
			.forEach((change) -> assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change)
				.withMessageEndingWith("elsewhere"));
	}

	/** A store as hosts wrote it before accounts could be changed. */
	private static final class FindingStore implements AccountStore {

		@Override
		public Optional<Account> findByIdentifier(String identifier) {
			return Optional.empty();
		}

		@Override
		public Optional<Account> findByKey(String key) {
			return Optional.empty();
		}

		@Override
		public boolean insertIfAbsent(Account account) {
			return false;
		}

		@Override
		public boolean replacePasswordHash(String key, Secret expected, Secret replacement) {
			return false;
		}

	}

}
