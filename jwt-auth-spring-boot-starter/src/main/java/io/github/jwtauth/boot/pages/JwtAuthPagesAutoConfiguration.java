package io.github.jwtauth.boot.pages;

import io.github.jwtauth.boot.http.EndpointSettings;
import io.github.jwtauth.boot.http.JwtAuthHttpAutoConfiguration;
import io.github.jwtauth.boot.http.OnChangeableAccounts;
import io.github.jwtauth.boot.http.PagesProperties;
import io.github.jwtauth.boot.http.PublicUrl;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.io.ResourceLoader;

/**
 * Serves the pages that mailed links lead to. Whether they are on is for
 * {@link EndpointSettings} to say.
 */
@AutoConfiguration(after = JwtAuthHttpAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@Conditional(OnChangeableAccounts.class)
@ImportRuntimeHints(PageHints.class)
public final class JwtAuthPagesAutoConfiguration {

	@Bean
	PageController jwtAuthPageController(ResourceLoader resources, EndpointSettings settings, PublicUrl publicUrl) {
		return new PageController(PageFolders.of(resources.getClassLoader()), settings, publicUrl);
	}

	@Bean
	PageTargets jwtAuthPageTargets(EndpointSettings settings, PagesProperties properties) {
		return new PageTargets(settings, properties);
	}

}
