package io.github.jwtauth.boot.web;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.jwtauth.boot.http.AuthPage;
import io.github.jwtauth.boot.web.TestBrowser.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** Decision 9, R-84 to R-87, X-14, X-26, X-28. */
class PageEndpointTests {

	private static final Pattern ADDRESS = Pattern.compile("(?:src|href|action)=\"([^\"]*)\"");

	private static final Pattern FORM = Pattern.compile("data-post=\"([^\"]*)\"");

	private static final Pattern INPUT = Pattern.compile("<input[^>]*>");

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource
	void aPageIsFromThisOriginOnlyAndNeverKept(AuthPage page) { // R-85, R-86, X-14, X-26
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.get("/auth/pages/" + page.path()));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
			assertThat(answer.response().getHeaders("Content-Security-Policy"))
				.containsExactly("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
						+ " img-src 'self' data:; font-src 'self'; form-action 'none'; base-uri 'none';"
						+ " frame-ancestors 'none'");
			assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
			assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
			assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
			assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
			assertThat(answer.setCookies()).isEmpty();
		});
	}

	@ParameterizedTest
	@EnumSource
	void aPageIsOnePageForEverybody(AuthPage page) {
		TestBrowser.host().run((context) -> {
			String html = TestBrowser.of(context).send(TestBrowser.get("/auth/pages/" + page.path())).body();
			assertThat(html).containsPattern("<html [^>]*lang=\"en\"")
				.containsPattern("<title>[^<]{5,}</title>")
				.containsPattern("<noscript>\\s*<p>[^<]{20,}</p>")
				.containsPattern("<meta name=\"viewport\"")
				.containsOnlyOnce("<h1>")
				.doesNotContain("??", "th:", "${", "#{", "text.", "{0}");
			assertThat(html).doesNotContainPattern("<style|<script[^>]*>[^<]|\\son[a-z]+=|\\sstyle=|javascript:");
			List<String> inputs = INPUT.matcher(html).results().map(MatchResult::group).toList();
			assertThat(inputs).allSatisfy((input) -> {
				String id = input.replaceAll("(?s).*\\sid=\"([^\"]*)\".*", "$1");
				assertThat(html).containsPattern("for=\"" + id + "\"|<label>" + Pattern.quote(input));
			});
		});
	}

	@ParameterizedTest
	@CsvSource({ "VERIFY_EMAIL,/email/verify", "RESET_PASSWORD,/password/reset/confirm",
			"CONFIRM_EMAIL_CHANGE,/email/change/confirm", "UNDO_EMAIL_CHANGE,/email/change/undo",
			"ACCEPT_INVITATION,/invitations/accept", "NOT_ME,/sessions/not-me" })
	void aPagePostsToItsEndpointWhenSomebodyPressesItsButton(AuthPage page, String endpoint) {
		TestBrowser.host().run((context) -> {
			String html = TestBrowser.of(context).send(TestBrowser.get("/auth/pages/" + page.path())).body();
			List<String> forms = FORM.matcher(html).results().map((form) -> form.group(1)).toList();
			assertThat(forms).isNotEmpty().containsOnly(endpoint);
			assertThat(html).containsPattern("data-post=\"[^\"]*\" data-token").contains("type=\"submit\"");
		});
	}

	@ParameterizedTest
	@EnumSource
	void aPageHasNoAddressOutsideOfTheApplication(AuthPage page) { // R-74, R-87, X-28
		TestBrowser.host("jwtauth.public-url=https://app.example.com/shop").run((context) -> {
			String html = TestBrowser.of(context)
				.send(TestBrowser.get("/auth/pages/" + page.path() + "?redirect=https://evil.example")
					.header("Host", "evil.example")
					.header("X-Forwarded-Host", "evil.example")
					.header("Referer", "https://evil.example/"))
				.body();
			List<String> addresses = ADDRESS.matcher(html).results().map((address) -> address.group(1)).toList();
			assertThat(addresses).hasSizeGreaterThan(2)
				.allMatch((address) -> address.startsWith("../pages/assets/") || address.equals("data:,")
						|| address.equals("https://app.example.com/shop/"));
			assertThat(html).doesNotContain("evil");
		});
	}

	@ParameterizedTest
	@CsvSource({ "/auth,,/auth/pages/not-me,../pages,../../", "/auth,,/auth/pages/not-me/,../../pages,../../../",
			"/api/v1/account,,/api/v1/account/pages/not-me,../pages,../../../../", "/,,/pages/not-me,../pages,../",
			"/auth,/ctx,/ctx/auth/pages/not-me,../pages,../../" })
	void whatAPageNeedsIsFoundBelowEveryPath(String basePath, String contextPath, String path, String assets,
			String application) {
		TestBrowser.host("jwtauth.base-path=" + basePath).run((context) -> {
			String html = TestBrowser.of(context)
				.send(TestBrowser.get(path).contextPath((contextPath != null) ? contextPath : ""))
				.body();
			assertThat(html).contains("src=\"" + assets + "/assets/jwtauth-pages.js\"",
					"href=\"" + assets + "/assets/jwtauth-pages.css\"", "href=\"" + application + "\"",
					"data-base=\"" + assets.replace("/pages", "") + "\"");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			de-CH,de;q=0.9,en;q=0.8 | de | Waren Sie das nicht?
			fr                      | fr | Ce n’était pas vous\u00a0?
			pt,es;q=0.5             | es | ¿No fue usted?
			zh                      | en | Was that not you?
			<script>                | en | Was that not you?
			""")
	void aPageIsInALanguageThatTheVisitorReads(String wanted, String language, String title) {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context)
				.send(TestBrowser.get("/auth/pages/not-me").header("Accept-Language", wanted));
			assertThat(answer.header("Content-Language")).isEqualTo(language);
			assertThat(answer.body()).contains("lang=\"" + language + "\"", "<h1>" + title + "</h1>");
		});
	}

	@ParameterizedTest
	@CsvSource({ "jwtauth-pages.css,text/css;charset=UTF-8", "jwtauth-pages.js,text/javascript;charset=UTF-8" })
	void aPageIsMadeFromFilesThatLeakNothing(String file, String type) {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.get("/auth/pages/assets/" + file));
			assertThat(answer.header("Content-Type")).isEqualTo(type);
			assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
			assertThat(answer.body()).doesNotContain("http:", "https:", "url(", "@import", "innerHTML", "localStorage",
					"sessionStorage", "eval(", "console.");
		});
	}

	@Test
	void nobodyChangesAnythingByLooking() { // R-84
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			assertThat(browser.send(TestBrowser.request("HEAD", "/auth/pages/verify-email")).status()).isEqualTo(200);
			Answer post = browser.send(TestBrowser.post("/auth/pages/verify-email", "{\"token\":\"x\"}"));
			assertThat(post.code()).isEqualTo("method_not_allowed");
			assertThat(post.header("Allow")).isEqualTo("GET");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/pages/else", "/pages/NOT-ME", "/pages/", "/pages/assets/else.css",
			"/pages/assets/layout.html", "/pages/assets/jwtauth-pagesxcss", "/pages/not-me/more" })
	void everythingElseBelowPagesIsTheHosts(String path) {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.get("/auth" + path));
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.body()).doesNotContain("urn:jwtauth");
		});
	}

	@Test
	void withoutALookOfTheHostThereIsNoFileForIt() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			assertThat(browser.send(TestBrowser.get("/auth/pages/not-me")).body()).doesNotContain("jwtauth-look");
			assertThat(browser.send(TestBrowser.get("/auth/pages/assets/jwtauth-look.css")).code())
				.isEqualTo("not_found");
		});
	}

	@Test
	void filesOfTheHostWinOneByOne() throws IOException {
		file("not-me.html",
				"<!DOCTYPE html><html th:lang=\"${language}\"><h1 th:text=\"#{not-me.title}\"></h1>own</html>");
		file("jwtauth-pages.css", "h1{}");
		file("jwtauth-look.css", "h2{}");
		file("jwtauth-pages.properties", "not-me.title=Not you & me?");
		host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer own = browser.send(TestBrowser.get("/auth/pages/not-me"));
			assertThat(own.body()).contains("<html lang=\"en\"><h1>Not you &amp; me?</h1>own</html>");
			assertThat(own.header("Content-Security-Policy")).contains("script-src 'self'");
			assertThat(browser.send(TestBrowser.get("/auth/pages/verify-email")).body()).contains("data-post",
					"href=\"../pages/assets/jwtauth-look.css\"");
			assertThat(browser.send(TestBrowser.get("/auth/pages/assets/jwtauth-pages.css")).body()).isEqualTo("h1{}");
			assertThat(browser.send(TestBrowser.get("/auth/pages/assets/jwtauth-look.css")).body()).isEqualTo("h2{}");
		});
	}

	@Test
	void aBrokenTemplateOfTheHostIsAFaultThatTellsNothing() throws IOException {
		file("not-me.html", "<html th:text=\"${@secrets.all}\">");
		host().run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.get("/auth/pages/not-me"));
			assertThat(answer.code()).isEqualTo("internal_error");
			assertThat(answer.body()).doesNotContain("secrets", "thymeleaf");
		});
	}

	private WebApplicationContextRunner host() throws IOException {
		return TestBrowser.host()
			.withClassLoader(
					new URLClassLoader(new URL[] { this.folder.toUri().toURL() }, getClass().getClassLoader()));
	}

	private void file(String name, String content) throws IOException {
		Path pages = Files.createDirectories(this.folder.resolve("templates/jwtauth/pages"));
		Files.writeString(pages.resolve(name), content);
	}

}
