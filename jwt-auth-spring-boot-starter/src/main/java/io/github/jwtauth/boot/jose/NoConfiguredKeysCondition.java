package io.github.jwtauth.boot.jose;

import java.util.List;

import io.github.jwtauth.boot.jose.JoseProperties.KeyEntry;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where keys are not given by {@code jwtauth.signing.keys}: only then are any
 * generated.
 */
final class NoConfiguredKeysCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Own signing keys");
		List<KeyEntry> keys = Binder.get(context.getEnvironment())
			.bind(SigningConfiguration.KEYS_PROPERTY, Bindable.listOf(KeyEntry.class))
			.orElse(List.of());
		return keys.isEmpty() ? ConditionOutcome.match(message.because("no key is configured"))
				: ConditionOutcome.noMatch(message.because(keys.size() + " configured"));
	}

}
