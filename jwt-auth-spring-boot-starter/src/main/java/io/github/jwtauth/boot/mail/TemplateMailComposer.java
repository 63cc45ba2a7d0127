package io.github.jwtauth.boot.mail;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.NoticeKind;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templatemode.TemplateMode;

import org.springframework.context.ApplicationContext;

/**
 * Fills templates. The engines are ours alone: no bean of the host sees or configures
 * them, and no view comes from them. Safe for use by many threads.
 */
final class TemplateMailComposer implements AuthMailComposer {

	private static final String OURS = "classpath:/io/github/jwtauth/mail/";

	private final ApplicationContext resources;

	private final MailTexts texts;

	private final String location;

	private final String application;

	private final TemplateEngine html;

	private final TemplateEngine text;

	private final Map<String, String> found = new ConcurrentHashMap<>();

	/**
	 * Has the engines ready.
	 * @param resources where templates are
	 * @param texts the words
	 * @param location where the host's templates are, ending in a slash
	 * @param application what mails call the application
	 */
	TemplateMailComposer(ApplicationContext resources, MailTexts texts, String location, String application) {
		this.resources = resources;
		this.texts = texts;
		this.location = location;
		this.application = application;
		this.html = engine(TemplateMode.HTML);
		this.text = engine(TemplateMode.TEXT);
	}

	@Override
	public AuthMail compose(AccountNotice notice, @Nullable String link) {
		MailModel model = new MailModel(this.texts, notice, this.application);
		Context context = new Context(model.locale(), model.variables(link));
		return new AuthMail(model.subject(), this.text.process(find(notice.kind(), ".txt"), context),
				this.html.process(find(notice.kind(), ".html"), context));
	}

	/** The host's for this kind, the host's for all, ours. */
	private String find(NoticeKind kind, String suffix) {
		return this.found.computeIfAbsent(MailModel.nameOf(kind) + suffix,
				(name) -> Stream.of(this.location + name, this.location + "mail" + suffix)
					.filter((template) -> this.resources.getResource(template).exists())
					.findFirst()
					.orElse(OURS + "mail" + suffix));
	}

	private TemplateEngine engine(TemplateMode mode) {
		SpringResourceTemplateResolver resolver = new SpringResourceTemplateResolver();
		resolver.setApplicationContext(this.resources);
		resolver.setTemplateMode(mode);
		resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
		SpringTemplateEngine engine = new SpringTemplateEngine();
		engine.setTemplateResolver(resolver);
		return engine;
	}

}
