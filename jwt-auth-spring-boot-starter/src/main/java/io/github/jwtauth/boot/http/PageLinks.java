package io.github.jwtauth.boot.http;

import java.util.EnumMap;
import java.util.Map;

import io.github.jwtauth.Secret;

/**
 * Builds links for mails, from the configuration and never from a request (requirement
 * R-74). The token stands in the fragment, which no browser sends to any server.
 * Immutable.
 */
public final class PageLinks {

	private final Map<AuthPage, String> targets = new EnumMap<>(AuthPage.class);

	private PageLinks() {
	}

	/**
	 * Prepares the links.
	 * @param publicUrl where the application is for the outside world
	 * @param http tells the path below which the endpoints live
	 * @param properties what the host wants otherwise
	 * @return the links
	 */
	public static PageLinks of(PublicUrl publicUrl, HttpProperties http, PagesProperties properties) {
		String basePath = HttpPropertiesMapper.basePath(http.basePath());
		PageLinks links = new PageLinks();
		for (AuthPage page : AuthPage.values()) {
			String target = properties.links().getOrDefault(page, basePath + "/pages/" + page.path());
			links.targets.put(page, target.startsWith("/") ? publicUrl.base() + target : target);
		}
		return links;
	}

	/**
	 * Refuses what a token cannot follow.
	 * @param page whose link it is
	 * @param target what the host wants
	 * @throws InvalidPropertyException when it is neither a path nor an absolute URL
	 */
	static void requireFit(AuthPage page, String target) {
		boolean address = target.startsWith("/") || target.startsWith("https://") || target.startsWith("http://");
		if (!address || target.contains("#")) {
			String property = "jwtauth.pages.links." + page.path();
			throw new InvalidPropertyException(property,
					"it is neither a path nor an absolute URL without a fragment, and mails lead there",
					property + "=/account/" + page.path());
		}
	}

	/**
	 * The link to a page.
	 * @param page which
	 * @param token what the page posts
	 * @return an absolute URL with the token in its fragment
	 */
	public String link(AuthPage page, Secret token) {
		return this.targets.get(page) + "#token=" + token.reveal();
	}

}
