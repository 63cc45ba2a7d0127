package io.github.jwtauth.boot.pages;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthPage;
import io.github.jwtauth.boot.http.EndpointSettings;
import io.github.jwtauth.boot.http.Problem;
import io.github.jwtauth.boot.http.ProblemException;
import io.github.jwtauth.boot.http.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Serves the pages. Nothing here sees a token or changes anything: the token stands in
 * the fragment, and the page posts it when somebody presses the button, which no mail
 * scanner does (decision 9, attack X-14).
 */
@AuthController
final class PageController {

	/**
	 * Everything from this origin, nothing inline, and no form that a browser would send
	 * by itself: a password would end up in an address.
	 */
	static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
			+ " connect-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; base-uri 'none';"
			+ " frame-ancestors 'none'";

	private final PageTemplates templates;

	private final PageTexts texts;

	private final PageAssets assets;

	private final PublicUrl publicUrl;

	private final int depth;

	PageController(PageFolders folders, EndpointSettings settings, PublicUrl publicUrl) {
		this.texts = new PageTexts(folders);
		this.templates = new PageTemplates(folders, this.texts);
		this.assets = new PageAssets(folders);
		this.publicUrl = publicUrl;
		this.depth = StringUtils.countOccurrencesOf(settings.basePath(), "/");
	}

	@GetMapping(AuthPage.PATTERN)
	void page(@PathVariable("page") String name, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		AuthPage page = AuthPage.ofPath(name).orElseThrow(() -> new ProblemException(Problem.notFound()));
		Locale language = this.texts.choose(request.getLocales());
		response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
		response.setHeader("X-Frame-Options", "DENY");
		response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag());
		write(response, "text/html;charset=UTF-8", this.templates.render(page, language, variables(request)));
	}

	@GetMapping(AuthPage.ASSET_PATTERN)
	void asset(@PathVariable("file") String name, HttpServletResponse response) throws IOException {
		PageAssets.Asset asset = this.assets.find(name).orElseThrow(() -> new ProblemException(Problem.notFound()));
		write(response, asset.type(), asset.content());
	}

	/**
	 * Addresses are relative: a context path or a prefix that a proxy adds is nothing
	 * that a page has to know.
	 */
	private Map<String, Object> variables(HttpServletRequest request) {
		String base = request.getRequestURI().endsWith("/") ? "../.." : "..";
		Map<String, Object> variables = new HashMap<>();
		variables.put("base", base);
		variables.put("application", (this.publicUrl.configured() != null) ? this.publicUrl.base() + "/"
				: base + "/" + "../".repeat(this.depth));
		variables.put("look", this.assets.find(PageAssets.LOOK).isPresent());
		return variables;
	}

	private static void write(HttpServletResponse response, String type, byte[] content) throws IOException {
		response.setContentType(type);
		response.setContentLength(content.length);
		response.getOutputStream().write(content);
	}

}
