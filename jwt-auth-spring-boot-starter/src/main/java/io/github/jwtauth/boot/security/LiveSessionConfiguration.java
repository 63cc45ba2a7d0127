package io.github.jwtauth.boot.security;

import io.github.jwtauth.session.LiveSessions;
import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.annotation.Role;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.method.AuthorizationInterceptorsOrder;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Makes {@link RequireLiveSession} work on every bean that has it, and touches no other.
 */
@Configuration(proxyBeanMethods = false)
@Import(LiveSessionConfiguration.Proxies.class)
class LiveSessionConfiguration {

	/** After the rules that cost nothing, and before a transaction begins. */
	private static final int ORDER = AuthorizationInterceptorsOrder.JSR250.getOrder() + 1;

	@Bean
	LiveSessionCheck jwtAuthLiveSessionCheck(ObjectProvider<LiveSessions> sessions) {
		return new LiveSessionCheck(sessions);
	}

	@Bean(defaultCandidate = false)
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Advisor jwtAuthLiveSessionAdvisor(ObjectProvider<LiveSessionCheck> check) {
		Pointcut types = new AnnotationMatchingPointcut(RequireLiveSession.class, true);
		Pointcut methods = new AnnotationMatchingPointcut(null, RequireLiveSession.class, true);
		DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(new ComposablePointcut(types).union(methods),
				advice(check));
		advisor.setOrder(ORDER);
		return advisor;
	}

	private static Advice advice(ObjectProvider<LiveSessionCheck> check) {
		return (MethodInterceptor) (invocation) -> {
			Authentication caller = SecurityContextHolder.getContext().getAuthentication();
			if (caller == null) {
				throw new AuthenticationCredentialsNotFoundException("Nobody is logged in");
			}
			if (!check.getObject().isLive(caller)) {
				throw new AuthorizationDeniedException("Access Denied", new AuthorizationDecision(false));
			}
			return invocation.proceed();
		};
	}

	/** Whatever else the host has switched on, something must make the proxies. */
	static final class Proxies implements ImportBeanDefinitionRegistrar {

		@Override
		public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
			AopConfigUtils.registerAutoProxyCreatorIfNecessary(registry);
		}

	}

}
