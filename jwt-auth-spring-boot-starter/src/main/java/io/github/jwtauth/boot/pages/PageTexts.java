package io.github.jwtauth.boot.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.context.support.AbstractMessageSource;

/**
 * The texts of the pages: English, German, French and Spanish, each of which the host may
 * change, and any language that the host adds. A text that a language lacks is English.
 * Never a bean: hosts have a source of messages of their own. Safe for use by several
 * threads.
 */
final class PageTexts extends AbstractMessageSource {

	private static final String BUNDLE = "jwtauth-pages";

	private static final Set<String> TRANSLATIONS = Set.of("de", "fr", "es");

	private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

	private static final Locale FALLBACK = Locale.ENGLISH;

	private final PageFolders folders;

	private final Properties english = new Properties();

	/** Looked for when somebody reads it: no start has to look for them all. */
	private final Map<String, Optional<Properties>> byLanguage = new ConcurrentHashMap<>();

	PageTexts(PageFolders folders) {
		this.folders = folders;
		add(this.english, PageFolders.OURS, bundle(FALLBACK.getLanguage()));
		add(this.english, PageFolders.HOST, BUNDLE + ".properties");
		add(this.english, PageFolders.HOST, bundle(FALLBACK.getLanguage()));
		this.byLanguage.put(FALLBACK.getLanguage(), Optional.of(this.english));
	}

	/**
	 * The first language of a visitor that there are texts in.
	 * @param wanted what the visitor reads, the best first
	 * @return a language without country; English when there is none of them
	 */
	Locale choose(Enumeration<Locale> wanted) {
		while (wanted.hasMoreElements()) {
			String language = wanted.nextElement().getLanguage();
			if (texts(language).isPresent()) {
				return Locale.forLanguageTag(language);
			}
		}
		return FALLBACK;
	}

	/** As it stands: a script fills the gaps of some texts. */
	@Override
	protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
		return texts(locale.getLanguage()).orElse(this.english).getProperty(code);
	}

	@Override
	protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
		String text = resolveCodeWithoutArguments(code, locale);
		return (text != null) ? new MessageFormat(text, locale) : null;
	}

	/** Only real languages are kept: a visitor may name anything. */
	private Optional<Properties> texts(String language) {
		return LANGUAGES.contains(language) ? this.byLanguage.computeIfAbsent(language, this::load) : Optional.empty();
	}

	private Optional<Properties> load(String language) {
		Properties texts = new Properties();
		texts.putAll(this.english);
		boolean translated = TRANSLATIONS.contains(language) && add(texts, PageFolders.OURS, bundle(language));
		boolean changed = add(texts, PageFolders.HOST, bundle(language));
		return (translated || changed) ? Optional.of(texts) : Optional.empty();
	}

	private static String bundle(String language) {
		return BUNDLE + '_' + language + ".properties";
	}

	private boolean add(Properties texts, String folder, String file) {
		try (InputStream stream = this.folders.open(folder, file)) {
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
