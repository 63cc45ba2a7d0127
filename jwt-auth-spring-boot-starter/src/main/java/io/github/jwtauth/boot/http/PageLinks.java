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
	 * @throws InvalidPropertyException when one of the host's own is neither a path nor
	 * an absolute URL
	 */
	public static PageLinks of(PublicUrl publicUrl, HttpProperties http, PagesProperties properties) {
		String basePath = HttpPropertiesMapper.basePath(http.basePath());
		PageLinks links = new PageLinks();
		for (AuthPage page : AuthPage.values()) {
			String target = properties.links().getOrDefault(page, basePath + "/pages/" + page.path());
			if (!target.startsWith("/") && !target.startsWith("https://") && !target.startsWith("http://")
					|| target.contains("#")) {
				throw new InvalidPropertyException("jwtauth.pages.links." + page.path(),
						"it is neither a path nor an absolute URL without a fragment",
						"jwtauth.pages.links." + page.path() + "=/account/" + page.path());
			}
			links.targets.put(page, target.startsWith("/") ? publicUrl.base() + target : target);
		}
		return links;
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
