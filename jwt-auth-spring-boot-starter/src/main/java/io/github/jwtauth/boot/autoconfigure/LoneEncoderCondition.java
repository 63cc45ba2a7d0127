package io.github.jwtauth.boot.autoconfigure;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.util.Assert;

/**
 * Matches where the only encoder of the host is one that nobody gets without asking for
 * it in particular.
 */
final class LoneEncoderCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		Assert.state(beanFactory != null, "conditions on beans need a bean factory");
		ConditionMessage.Builder message = ConditionMessage.forCondition("Lone password encoder");
		String[] names = beanFactory.getBeanNamesForType(PasswordEncoder.class, true, false);
		boolean lone = names.length == 1 && beanFactory.containsBeanDefinition(names[0])
				&& beanFactory.getBeanDefinition(names[0]) instanceof AbstractBeanDefinition definition
				&& !definition.isDefaultCandidate();
		return lone ? ConditionOutcome.match(message.found("bean").items(names[0]))
				: ConditionOutcome.noMatch(message.because("there is none, or the host's own"));
	}

}
