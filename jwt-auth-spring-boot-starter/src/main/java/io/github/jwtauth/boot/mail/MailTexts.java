package io.github.jwtauth.boot.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.springframework.core.io.ResourceLoader;

/**
 * The words of mails, in the languages that there are: English, German, French, Spanish,
 * and what the host adds. A key of the host's own {@code messages/jwtauth-mail} replaces
 * ours. Safe for use by many threads.
 */
final class MailTexts {

	private static final String OURS = "classpath:io/github/jwtauth/mail/jwtauth-mail";

	private static final String HOSTS = "classpath:messages/jwtauth-mail";

	private static final Set<String> LANGUAGES = Arrays.stream(Locale.getISOLanguages())
		.collect(Collectors.toUnmodifiableSet());

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");

	private final ReloadableResourceBundleMessageSource messages = new ReloadableResourceBundleMessageSource();

	/** Bounded: only languages that exist are asked for. */
	private final Map<String, Boolean> available = new ConcurrentHashMap<>();

	private final ResourceLoader resources;

	private final Locale fallback;

	/**
	 * Looks for the texts.
	 * @param resources where the bundles are
	 * @param defaultLocale language tag for owners whose language is not known
	 * @throws InvalidPropertyException when there are no texts in that language
	 */
	MailTexts(ResourceLoader resources, String defaultLocale) {
		this.resources = resources;
		this.messages.setResourceLoader(resources);
		this.messages.setBasenames(HOSTS, OURS);
		this.messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
		this.messages.setFallbackToSystemLocale(false);
		this.fallback = find(defaultLocale)
			.orElseThrow(() -> new InvalidPropertyException("jwtauth.mail.default-locale",
					"there are no mails in '" + defaultLocale + "', the language of whoever has none of their own",
					"jwtauth.mail.default-locale=en"));
	}

	/**
	 * The language of a mail (attack X-54: a tag comes from a stranger).
	 * @param tag BCP 47 language tag, or {@code null}
	 * @return a locale that there are texts for
	 */
	Locale localeFor(@Nullable String tag) {
		return Optional.ofNullable(tag).flatMap(this::find).orElse(this.fallback);
	}

	/**
	 * One text.
	 * @param key which
	 * @param locale a result of {@link #localeFor}
	 * @param values for the placeholders; what they contain is not replaced again
	 * @return the text
	 * @throws org.springframework.context.NoSuchMessageException when there is none
	 */
	String text(String key, Locale locale, Map<String, String> values) {
		Matcher placeholders = PLACEHOLDER.matcher(this.messages.getMessage(key, null, locale));
		return placeholders
			.replaceAll((found) -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
	}

	/** Language and region only: nothing else of a tag chooses words. */
	private Optional<Locale> find(String tag) {
		try {
			Locale asked = new Locale.Builder().setLanguageTag(tag).build();
			if (!LANGUAGES.contains(asked.getLanguage())
					|| !this.available.computeIfAbsent(asked.getLanguage(), this::isAvailable)) {
				return Optional.empty();
			}
			return Optional
				.of(new Locale.Builder().setLanguage(asked.getLanguage()).setRegion(asked.getCountry()).build());
		}
		catch (IllformedLocaleException ex) {
			return Optional.empty();
		}
	}

	private boolean isAvailable(String language) {
		return language.equals("en") || exists(HOSTS, language) || exists(OURS, language);
	}

	private boolean exists(String bundle, String language) {
		return this.resources.getResource(bundle + "_" + language + ".properties").exists();
	}

}
