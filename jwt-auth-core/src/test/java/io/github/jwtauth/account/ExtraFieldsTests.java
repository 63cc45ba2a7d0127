package io.github.jwtauth.account;

import java.util.Map;
import java.util.Set;

import io.github.jwtauth.InvalidInputException.Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ExtraFieldsTests {

	private final ExtraFields fields = new ExtraFields(Set.of("phone", "company_name"));

	@Test
	void onlyWhatIsDeclaredGetsIn() {
		assertThat(this.fields.check(Map.of())).isEmpty();
		assertThat(this.fields.check(Map.of("phone", "1", "company_name", "ACME"))).isEmpty();
		assertThat(this.fields.check(Map.of("phone", "1", "roles", "ADMIN", "Phone", "2"))).extracting(Fault::field)
			.containsExactly("Phone", "roles");
		assertThat(ExtraFields.NONE.check(Map.of("phone", "1"))).extracting(Fault::code)
			.containsExactly("unknown_field");
	}

	@Test
	void whatIsKeptHasABound() {
		// 12 bytes around the text
		assertThat(this.fields.check(Map.of("phone", "x".repeat(4084)))).isEmpty();
		assertThat(this.fields.check(Map.of("phone", "x".repeat(4085)))).singleElement()
			.returns("phone", Fault::field)
			.returns("too_long", Fault::code);
		assertThat(this.fields.check(Map.of("phone", "\"".repeat(2043)))).hasSize(1);
		assertThat(this.fields.check(Map.of("phone", "\u00e9".repeat(2043), "company_name", "x"))).hasSize(1);
	}

	@Test
	void nameCannotTakeThePlaceOfOneOfOurs() {
		for (String name : new String[] { "email", "roles", "password", "terms_accepted", "locale", "Phone", "1st",
				"a-b", "_a", "a__b", "a_", "", "x".repeat(65) }) {
			assertThatIllegalArgumentException().as(name).isThrownBy(() -> new ExtraFields(Set.of(name)));
		}
	}

}
