package io.github.jwtauth.boot.external;

import java.net.URI;
import java.util.List;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.boot.http.PublicUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReturnUrlsTests {

	private final ReturnUrls urls = new ReturnUrls(null, new PublicUrl(URI.create("https://app.example/shop")),
			List.of("https://front.example", "http://localhost:5173"));

	@ParameterizedTest
	@ValueSource(strings = { "https://app.example", "https://app.example/", "https://app.example/any/path?x=1&y=%20",
			"https://app.example?x=https://evil.example", "https://front.example/after", "http://localhost:5173/",
			"https://front.example//evil.example", "https://front.example/%0d%0aSet-Cookie:a=b" })
	void pagesOfListedOriginsAreAllowed(String url) {
		assertThat(this.urls.isAllowed(url)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "/", "/after", "//evil.example", "///evil.example", "/\\evil.example",
			"\\\\evil.example", "https:evil.example", "https:/evil.example", "https:app.example/",
			"https:///app.example/", "https://evil.example", "http://app.example/", "https://app.example.evil.example/",
			"https://app.example@evil.example/", "https://app.example:443@evil.example/", "https://user@app.example/",
			"https://app.example\\@evil.example/", "https://app.example\\.evil.example/",
			"https://evil.example/https://app.example/", "https://evil.example#https://app.example/",
			"https://evil.example?https://app.example/", "https://app.example/#x", "https://app.example#@evil.example",
			"https://app.example:8443/", "https://app.example:443/", "https://front.example./",
			"https://FRONT.example/", "HTTPS://front.example/", "https://xn--pp-eka.example/",
			"https://\u0430pp.example/", "https://app.example\u3002evil.example/", "https://app.example/\u00e9",
			"https://app.example%2eevil.example/", "https://app.example%00.evil.example/",
			"https://app.example;.evil.example/", "https://app.example,evil.example/", "javascript:alert(1)",
			"JavaScript://app.example/%0aalert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://app.example/",
			"vbscript:x", "blob:https://app.example/x", " https://app.example/", "https://app.example/ ",
			"https://app.example/\tx", "https://app.example/\r\nX: y", "ht\ntps://app.example/",
			"https://app.exa\tmple/", "https://[::1]/", "https://localhost:5173/", "http://localhost:51730/",
			"http://localhost/" })
	void everythingElseIsNot(String url) {
		assertThat(this.urls.isAllowed(url)).isFalse();
	}

	@Test
	void longAddressIsNot() {
		assertThat(this.urls.isAllowed("https://app.example/" + "a".repeat(2000))).isFalse();
	}

	@Test
	void defaultIsTheRootOfThePublicUrl() {
		assertThat(this.urls.fallback("/context")).isEqualTo("https://app.example/shop/");
		ReturnUrls embedded = new ReturnUrls(" ", new PublicUrl(null), List.of());
		assertThat(embedded.fallback("/context")).isEqualTo("/context/");
		assertThat(embedded.isAllowed("http://localhost:8080/")).isFalse();
	}

	@Test
	void configuredPageIsTheDefaultAndItsOriginIsListed() {
		ReturnUrls configured = new ReturnUrls("https://spa.example/login/done", new PublicUrl(null), List.of());
		assertThat(configured.fallback("")).isEqualTo("https://spa.example/login/done");
		assertThat(configured.isAllowed("https://spa.example/elsewhere")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/after", "//spa.example/", "spa.example", "https://spa.example/#/route",
			"https://me@spa.example/", "javascript:alert(1)", "https://SPA.example/", "https:///x" })
	void whatIsNoPageStopsTheStart(String url) {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> new ReturnUrls(url, new PublicUrl(null), List.of()))
			.returns("jwtauth.external-login.return-url", InvalidPropertyException::property);
	}

}
