package io.github.jwtauth.boot.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.support.AbstractMessageSource;

/**
 * The texts of the pages: English, German, French and Spanish, each of which the host may
 * change, and any language that the host adds. A text that a language lacks is English.
 * Never a bean: hosts have a source of messages of their own. Immutable after
 * construction.
 */
final class PageTexts extends AbstractMessageSource {

	private static final String BUNDLE = "jwtauth-pages";

	private static final Set<String> TRANSLATIONS = Set.of("de", "fr", "es");

	private static final Locale FALLBACK = Locale.ENGLISH;

	private final Map<String, Properties> byLanguage = new HashMap<>();

	PageTexts(PageFolders folders) {
		Properties english = new Properties();
		add(english, folders, PageFolders.OURS, bundle(FALLBACK.getLanguage()));
		add(english, folders, PageFolders.HOST, BUNDLE + ".properties");
		for (String language : Locale.getISOLanguages()) {
			Properties texts = new Properties();
			texts.putAll(english);
			boolean translated = TRANSLATIONS.contains(language)
					&& add(texts, folders, PageFolders.OURS, bundle(language));
			boolean changed = add(texts, folders, PageFolders.HOST, bundle(language));
			if (translated || changed || language.equals(FALLBACK.getLanguage())) {
				this.byLanguage.put(language, texts);
			}
		}
	}

	/**
	 * The first language of a visitor that there are texts in.
	 * @param wanted what the visitor reads, the best first
	 * @return a language without country; English when there is none of them
	 */
	Locale choose(Enumeration<Locale> wanted) {
		while (wanted.hasMoreElements()) {
			String language = wanted.nextElement().getLanguage();
			if (this.byLanguage.containsKey(language)) {
				return Locale.forLanguageTag(language);
			}
		}
		return FALLBACK;
	}

	/** As it stands: a script fills the gaps of some texts. */
	@Override
	protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
		Properties texts = this.byLanguage.get(locale.getLanguage());
		return (texts != null) ? texts.getProperty(code) : null;
	}

	@Override
	protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
		String text = resolveCodeWithoutArguments(code, locale);
		return (text != null) ? new MessageFormat(text, locale) : null;
	}

	private static String bundle(String language) {
		return BUNDLE + '_' + language + ".properties";
	}

	private static boolean add(Properties texts, PageFolders folders, String folder, String file) {
		try (InputStream stream = folders.open(folder, file)) {
			if (stream == null) {
				return false;
			}
			texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
			return true;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
