package io.github.jwtauth.boot.pages;

import java.util.List;
import java.util.stream.Stream;

import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.AuthPage;
import io.github.jwtauth.boot.http.EndpointSettings;
import io.github.jwtauth.boot.http.PagesProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Tells at start when mailed links lead to pages of ours that are switched off. No
 * refusal: the host may serve them itself at that path, or send no such mail.
 */
final class PageTargets implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(PageTargets.class);

	private final EndpointSettings settings;

	private final PagesProperties properties;

	PageTargets(EndpointSettings settings, PagesProperties properties) {
		this.settings = settings;
		this.properties = properties;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<String> unserved = unserved();
		if (!unserved.isEmpty()) {
			logger.warn("The pages that mailed links lead to are switched off, and these links still lead there: {}."
					+ " Name a page of your own in each of these properties", String.join(", ", unserved));
		}
	}

	private List<String> unserved() {
		if (this.settings.isEnabled(AuthEndpoint.PAGE)) {
			return List.of();
		}
		return Stream.of(AuthPage.values())
			.filter((page) -> !this.properties.links().containsKey(page))
			.map((page) -> "jwtauth.pages.links." + page.path())
			.toList();
	}

}
