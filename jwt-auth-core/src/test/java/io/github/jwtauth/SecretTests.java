package io.github.jwtauth;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SecretTests {

	private final Secret secret = Secret.of("hunter2");

	@Test
	void secretDoesNotPrint() {
		assertThat(this.secret).hasToString("***");
		assertThat(String.format("%s %s", this.secret, List.of(this.secret))).doesNotContain("hunter2");
	}

	@Test
	void secretHasNoPropertyThatAMapperFinds() {
		assertThat(this.secret).isNotInstanceOf(Serializable.class);
		assertThat(Arrays.stream(Secret.class.getMethods()).map((method) -> method.getName()))
			.noneMatch((name) -> name.startsWith("get") && !name.equals("getClass") || name.startsWith("is"));
		assertThat(Secret.class.isRecord()).isFalse();
	}

	@Test
	void secretsAreEqualByTheirText() {
		assertThat(this.secret).isEqualTo(Secret.of("hunter2")).hasSameHashCodeAs(Secret.of("hunter2"));
		assertThat(this.secret).isNotEqualTo(Secret.of("hunter3")).isNotEqualTo("hunter2").isNotEqualTo(null);
		assertThat(this.secret.reveal()).isEqualTo("hunter2");
	}

}
