package io.github.jwtauth.boot.http;

import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where mailed links lead.
 *
 * @param enabled Whether the pages that mailed links lead to are served, below
 * 'base-path/pages'. A host with a front end of its own switches them off and names its
 * own in 'links'.
 * @param links Where mailed links lead instead, by the name of the page: a path below the
 * public URL, or an absolute URL. The token follows as '#token=…'.
 */
@ConfigurationProperties("jwtauth.pages")
public record PagesProperties(@DefaultValue("true") boolean enabled, @DefaultValue Map<AuthPage, String> links) {

	public PagesProperties {
		links = Map.copyOf(links);
		links.forEach(PageLinks::requireFit);
	}

}
