package io.github.jwtauth.boot.web;

import java.util.Locale;
import java.util.Map;

import io.github.jwtauth.boot.web.TestBrowser.Answer;
import org.junit.jupiter.api.Test;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

import static org.assertj.core.api.Assertions.assertThat;

/** A host with templates of its own, and neither side notices the other. */
class PageIsolationTests {

	private final WebApplicationContextRunner host = TestBrowser.host()
		.withUserConfiguration(HostWithTemplates.class, HostPages.class, HostModel.class);

	@Test
	void theHostsPagesAreMadeByTheHostsEngine() {
		this.host.run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.get("/host/page"));
			assertThat(answer.body()).isEqualTo("<p>Host title of advice</p>");
			assertThat(answer.header("Content-Security-Policy")).isNull();
		});
	}

	@Test
	void oursAreMadeByOurs() {
		this.host.run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.get("/auth/pages/not-me"));
			assertThat(answer.body()).contains("<h1>Was that not you?</h1>").doesNotContain("Host title", "advice");
			assertThat(answer.header("Content-Language")).isEqualTo("en");
		});
	}

	@Test
	void noBeanOfOursIsOneThatATemplateEngineLooksFor() {
		this.host.run((context) -> {
			assertThat(context.getBeansOfType(ITemplateEngine.class)).containsOnlyKeys("hostEngine");
			assertThat(context.getBeansOfType(MessageSource.class)).containsOnlyKeys("messageSource");
			assertThat(context.getBeanNamesForType(ViewResolver.class)).noneMatch((name) -> name.startsWith("jwtAuth"));
		});
		TestBrowser.host()
			.run((context) -> assertThat(context).doesNotHaveBean(ITemplateEngine.class)
				.doesNotHaveBean(ThymeleafViewResolver.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class HostWithTemplates {

		@Bean
		MessageSource messageSource() {
			StaticMessageSource texts = new StaticMessageSource();
			texts.addMessages(Map.of("not-me.title", "Host title"), Locale.GERMAN);
			return texts;
		}

		@Bean
		LocaleResolver localeResolver() {
			return new FixedLocaleResolver(Locale.GERMAN);
		}

		@Bean
		SpringTemplateEngine hostEngine() {
			SpringTemplateEngine engine = new SpringTemplateEngine();
			engine.setTemplateResolver(new StringTemplateResolver());
			return engine;
		}

		@Bean
		ThymeleafViewResolver hostViews(SpringTemplateEngine engine) {
			ThymeleafViewResolver views = new ThymeleafViewResolver();
			views.setTemplateEngine(engine);
			views.setOrder(0);
			return views;
		}

	}

	@Controller
	static class HostPages {

		@GetMapping("/host/page")
		String page(Model model) {
			return "<p th:text=\"#{not-me.title} + ' of ' + ${who}\"></p>";
		}

	}

	@ControllerAdvice
	static class HostModel {

		@ModelAttribute("who")
		String who() {
			return "advice";
		}

	}

}
