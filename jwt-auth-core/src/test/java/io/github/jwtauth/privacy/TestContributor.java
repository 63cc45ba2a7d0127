package io.github.jwtauth.privacy;

import java.util.Map;

import io.github.jwtauth.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * One whose database is not there: for everybody, or for one account.
 */
final class TestContributor implements PersonalDataContributor {

	private final String name;

	private final @Nullable String brokenFor;

	TestContributor(String name) {
		this(name, null);
	}

	TestContributor(String name, @Nullable String brokenFor) {
		this.name = name;
		this.brokenFor = brokenFor;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Map<String, Object> export(AccountId id, String accountKey) {
		fail(accountKey);
		return Map.of();
	}

	@Override
	public void erase(AccountId id, String accountKey) {
		fail(accountKey);
	}

	private void fail(String accountKey) {
		if (this.brokenFor == null || this.brokenFor.equals(accountKey)) {
			throw new IllegalStateException("for a test");
		}
	}

}
