package io.github.jwtauth.boot.mail;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.http.AuthPage;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.NoticeKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every mail in every language, with what strangers put into it (R-103, X-54, X-55).
 */
class MailTemplatesTests {

	private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es");

	private static final String LINK = "https://app.example.com/auth/pages/any#token=abc";

	private static final String HOSTILE = "<img src=x onerror=alert(1)>\r\nBcc: eve\u2028\u0000${1+1}[(2)]";

	private static final Instant AT = Instant.parse("2030-03-01T12:00:00Z");

	private static GenericApplicationContext context;

	private static TemplateMailComposer composer;

	@BeforeAll
	static void open() {
		context = new GenericApplicationContext();
		context.refresh();
		composer = new TemplateMailComposer(context, new MailTexts(context, "en"), "classpath:/nowhere/", "Shop");
	}

	@AfterAll
	static void close() {
		context.close();
	}

	static Stream<Arguments> everyMail() {
		return Arrays.stream(NoticeKind.values())
			.flatMap((kind) -> LANGUAGES.stream().map((language) -> Arguments.of(kind, language)));
	}

	@ParameterizedTest
	@MethodSource("everyMail")
	void nothingIsMissingAndNothingIsExecuted(NoticeKind kind, String language) {
		String link = (MailCarrier.pageOf(kind) != null) ? LINK : null;
		AuthMail mail = composer.compose(hostile(kind, language), link);
		assertThat(mail.subject()).contains("Shop").doesNotContain("{", "}");
		assertThat(mail.html()).contains("lang=\"" + language + "\"")
			.contains("&lt;img src=x onerror=alert(1)&gt;")
			.doesNotContain("<img", " th:", "http://")
			.contains("${1+1}[(2)]");
		assertThat(mail.text()).contains("<img src=x onerror=alert(1)>").doesNotContain("[#", "[/]", "\u0000", "\nBcc");
		assertThat(List.of(mail.text(), mail.html()))
			.allSatisfy((body) -> assertThat(body).contains("Shop", "UTC").doesNotContainPattern("\\{[a-z_]+}"));
		assertThat(mail.text().contains(LINK)).isEqualTo(link != null);
		assertThat(mail.html().contains("href=\"" + LINK + "\"")).isEqualTo(link != null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "de", "fr", "es" })
	void everyLanguageHasEveryWord(String language) throws IOException {
		Properties english = words("");
		assertThat(words("_" + language).keySet()).isEqualTo(english.keySet());
		assertThat(words("_" + language)).allSatisfy((key, text) -> {
			assertThat(text.toString()).as(key.toString()).isNotBlank();
			assertThat(placeholders(text)).as(key.toString()).isEqualTo(placeholders(english.get(key)));
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "VERIFY_EMAIL", "RESET_PASSWORD" })
	void aCodeIsShownWhereThereIsOne(NoticeKind kind) {
		AuthMail mail = composer.compose(notice(kind, "en", Map.of()).withCode(Secret.of("814 207")), LINK);
		assertThat(mail.text()).contains("814 207");
		assertThat(mail.html()).contains("814 207");
	}

	@Test
	void whoeverTypesANameDoesNotAdvertise() {
		for (String name : List.of("visit evil.example now", "http://evil", "www.evil", "me@evil", "win4.example",
				"a-.example", "evil4.xn--p1ai", "evil\u3002example")) {
			AuthMail mail = composer.compose(notice(NoticeKind.VERIFY_EMAIL, "en", Map.of("first_name", name)), LINK);
			assertThat(mail.text()).startsWith("Hello,").doesNotContain("evil");
		}
		assertThat(
				composer.compose(notice(NoticeKind.VERIFY_EMAIL, "en", Map.of("first_name", "Dr. Ada")), LINK).text())
			.startsWith("Hello Dr. Ada,");
	}

	@Test
	void timeAndPlaceAreTold() {
		String text = composer
			.compose(
					notice(NoticeKind.NEW_DEVICE, "de",
							Map.of("device", "Firefox auf Linux", "ip_address", "203.0.113.7", "city", "Bonn",
									"country", "Deutschland")),
					LINK)
			.text();
		assertThat(text).contains("1. März 2030", "12:00 UTC", "Firefox auf Linux", "203.0.113.7", "Bonn, Deutschland");
	}

	@Test
	void ownersLearnHowManyRecoveryCodesAreLeft() { // R-17
		assertThat(
				composer.compose(notice(NoticeKind.RECOVERY_CODE_USED, "en", Map.of("recovery_codes_left", "7")), null)
					.text())
			.contains("Recovery codes left: 7");
	}

	@Test
	void plainTextHasTheColonsOfItsLanguage() {
		assertThat(composer.compose(notice(NoticeKind.INVITATION, "en", Map.of()), LINK).text()).contains("When: ",
				"Accept the invitation:\n");
		assertThat(composer.compose(notice(NoticeKind.INVITATION, "fr", Map.of()), LINK).text())
			.contains("Date\u00a0: ", "Accepter l’invitation\u00a0:\n");
	}

	@Test
	void aDeviceWithoutANameIsToldByWhatItRuns() {
		Map<String, String> nameless = Map.of("browser", "www.evil.example", "os", "iOS");
		assertThat(composer.compose(notice(NoticeKind.NEW_DEVICE, "en", nameless), LINK).text())
			.contains("Device: iOS\n");
		Map<String, String> named = Map.of("device", "Ada's phone", "browser", "Safari", "os", "iOS");
		assertThat(composer.compose(notice(NoticeKind.NEW_DEVICE, "en", named), LINK).text())
			.contains("Device: Ada's phone, Safari, iOS\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../etc/passwd", "xx", "it", "de_DE", "", "x-private", "en-US-../..", "tlh" })
	void aStrangeLanguageTagChoosesTheDefault(String tag) { // X-54
		MailTexts german = new MailTexts(context, "de");
		assertThat(german.localeFor(tag).getLanguage()).isEqualTo("de");
		assertThat(german.localeFor(null).getLanguage()).isEqualTo("de");
		assertThat(german.localeFor("fr-CA").toLanguageTag()).isEqualTo("fr-CA");
	}

	@Test
	void aDefaultLanguageWithoutWordsRefusesToStart() {
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> new MailTexts(context, "it"))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("jwtauth.mail.default-locale"));
	}

	@Test // in our own words, not in those of the host of these tests
	void examplesAreWrittenForWhoeverWantsToSeeThem() throws IOException {
		Path directory = Files.createDirectories(Path.of("target", "mails"));
		ResourceLoader ours = new DefaultResourceLoader() {
			@Override
			public Resource getResource(String location) {
				return super.getResource(location.replace("classpath:messages/", "classpath:nowhere/"));
			}
		};
		TemplateMailComposer plain = new TemplateMailComposer(context, new MailTexts(ours, "en"), "classpath:/nowhere/",
				"Shop");
		for (NoticeKind kind : NoticeKind.values()) {
			write(directory, plain, kind, "en");
		}
		write(directory, plain, NoticeKind.RESET_PASSWORD, "de");
		write(directory, plain, NoticeKind.NEW_DEVICE, "de");
		assertThat(directory.resolve("mail-deletion-planned-en.txt")).content().doesNotContain("0228");
	}

	private static void write(Path directory, TemplateMailComposer plain, NoticeKind kind, String language)
			throws IOException {
		AuthPage page = MailCarrier.pageOf(kind);
		String link = (page != null) ? "https://shop.example.com/auth/pages/" + page.path()
				+ "#token=jot_AvYPfSXS-A_3FlV1n1ojgkawrE62ukWKtT3HEVp0kXDCivV5" : null;
		AuthMail mail = plain.compose(example(kind, language), link);
		String name = "mail-" + MailModel.nameOf(kind) + "-" + language;
		Files.writeString(directory.resolve(name + ".html"), String.valueOf(mail.html()));
		Files.writeString(directory.resolve(name + ".txt"), mail.subject() + "\n\n" + mail.text());
	}

	private static AccountNotice example(NoticeKind kind, String language) {
		Map<String, String> facts = switch (kind) {
			case VERIFY_EMAIL, ADDRESS_REGISTERED_ALREADY, ACCOUNT_DELETED -> Map.of("first_name", "Ada");
			case NEW_DEVICE, REFRESH_TOKEN_REUSED, ACCOUNT_LOCKED, MFA_ENABLED, MFA_DISABLED, RECOVERY_CODES_REPLACED,
					MFA_FAILED ->
				Map.of("first_name", "Ada", "browser", "Firefox", "os", "Linux", "ip_address", "203.0.113.7", "city",
						"Bonn", "country", "Germany");
			case PASSWORD_CHANGED, PASSWORD_RESET -> Map.of("device", "Firefox, Linux", "ip_address", "203.0.113.7");
			case RECOVERY_CODE_USED -> Map.of("first_name", "Ada", "browser", "Firefox", "ip_address", "203.0.113.7",
					"recovery_codes_left", "7");
			case EMAIL_CHANGED -> Map.of("new_email", "ada@new.example.com");
			case INVITATION -> Map.of("first_name", "Ada", "inviter", "Grace Hopper");
			case DELETION_PLANNED -> Map.of("first_name", "Ada", "due", "2030-03-31T12:00:00Z");
			default -> Map.of();
		};
		AccountNotice notice = notice(kind, language, facts);
		return (kind == NoticeKind.VERIFY_EMAIL) ? notice.withCode(Secret.of("81420735")) : notice;
	}

	private static AccountNotice hostile(NoticeKind kind, String language) {
		Map<String, String> facts = new HashMap<>();
		List.of("first_name", "device", "ip_address", "city", "country", "new_email", "old_email", "inviter", "roles",
				"recovery_codes_left", "due")
			.forEach((name) -> facts.put(name, HOSTILE));
		return notice(kind, language, facts);
	}

	private static AccountNotice notice(NoticeKind kind, @Nullable String language, Map<String, String> facts) {
		return AccountNotice.of(kind, new AccountId(UUID.randomUUID()), EmailAddress.of("ada@example.com"), AT)
			.withToken(Secret.of("abc"), AT.plusSeconds(3600))
			.withLocale(language)
			.withFacts(facts);
	}

	private static Properties words(String suffix) throws IOException {
		Properties words = new Properties();
		ClassPathResource file = new ClassPathResource("io/github/jwtauth/mail/jwtauth-mail" + suffix + ".properties");
		try (InputStreamReader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
			words.load(reader);
		}
		return words;
	}

	private static List<String> placeholders(Object text) {
		return Pattern.compile("\\{[a-z_]+}")
			.matcher(text.toString())
			.results()
			.map(MatchResult::group)
			.distinct()
			.sorted()
			.toList();
	}

}
