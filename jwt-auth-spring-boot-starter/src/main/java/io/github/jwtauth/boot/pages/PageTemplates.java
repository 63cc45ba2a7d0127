package io.github.jwtauth.boot.pages;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import io.github.jwtauth.boot.http.AuthPage;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Makes pages from templates, with an engine that is no bean: a host's own Thymeleaf and
 * its view resolvers do not know about it, nor it about them. Safe for use by several
 * threads.
 */
final class PageTemplates {

	private final SpringTemplateEngine engine = new SpringTemplateEngine();

	PageTemplates(PageFolders folders, PageTexts texts) {
		this.engine.addTemplateResolver(resolver(folders, PageFolders.HOST, 1));
		this.engine.addTemplateResolver(resolver(folders, PageFolders.OURS, 2));
		this.engine.setTemplateEngineMessageSource(texts);
	}

	/**
	 * Makes a page.
	 * @param page which
	 * @param language in which language
	 * @param variables what the templates may use besides {@code page} and
	 * {@code language}
	 * @return the page in UTF-8
	 */
	byte[] render(AuthPage page, Locale language, Map<String, Object> variables) {
		Context context = new Context(language, variables);
		context.setVariable("page", page.path());
		context.setVariable("language", language.toLanguageTag());
		return this.engine.process(page.path(), context).getBytes(StandardCharsets.UTF_8);
	}

	private static ClassLoaderTemplateResolver resolver(PageFolders folders, String folder, int order) {
		ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(folders.classLoader());
		resolver.setOrder(order);
		resolver.setPrefix(folder);
		resolver.setSuffix(".html");
		resolver.setTemplateMode(TemplateMode.HTML);
		resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
		resolver.setCheckExistence(true);
		return resolver;
	}

}
