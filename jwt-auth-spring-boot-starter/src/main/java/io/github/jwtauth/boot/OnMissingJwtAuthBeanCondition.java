package io.github.jwtauth.boot;

import java.util.Arrays;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotation.Adapt;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Looks for qualified beans once all of the host's are registered.
 */
final class OnMissingJwtAuthBeanCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		Assert.state(beanFactory != null, "conditions on beans need a bean factory");
		Class<?> type = ClassUtils.resolveClassName(typeName(metadata), context.getClassLoader());
		ConditionMessage.Builder message = ConditionMessage.forCondition("@ConditionalOnMissingJwtAuthBean");
		return Arrays.stream(beanFactory.getBeanNamesForType(type, true, false))
			.filter((name) -> isQualified(beanFactory, name))
			.findFirst()
			.map((name) -> ConditionOutcome.noMatch(message.found("bean").items(name)))
			.orElseGet(() -> ConditionOutcome.match(message.didNotFind("bean").items(type.getName())));
	}

	private static String typeName(AnnotatedTypeMetadata metadata) {
		String[] named = metadata.getAnnotations()
			.get(ConditionalOnMissingJwtAuthBean.class)
			.asAnnotationAttributes(Adapt.CLASS_TO_STRING)
			.getStringArray(MergedAnnotation.VALUE);
		return (named.length > 0) ? named[0] : ((MethodMetadata) metadata).getReturnTypeName();
	}

	private static boolean isQualified(ConfigurableListableBeanFactory beanFactory, String name) {
		if (!beanFactory.containsBeanDefinition(name)) {
			return false;
		}
		BeanDefinition definition = beanFactory.getBeanDefinition(name);
		if (!(definition instanceof AnnotatedBeanDefinition annotated)) {
			return false;
		}
		MethodMetadata factoryMethod = annotated.getFactoryMethodMetadata();
		return (factoryMethod != null) ? factoryMethod.isAnnotated(JwtAuthBean.class.getName())
				: annotated.getMetadata().isAnnotated(JwtAuthBean.class.getName());
	}

}
