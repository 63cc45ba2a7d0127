package io.github.jwtauth.boot.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.jwtauth.Secret;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.NoticeKind;
import org.jspecify.annotations.Nullable;

/**
 * What a template gets to see: plain text, a list of rows, nothing that could be called.
 * Escaping is the template's.
 */
final class MailModel {

	private static final int LONGEST_NAME = 60;

	private static final int LONGEST_VALUE = 254;

	private final MailTexts texts;

	private final Locale locale;

	private final AccountNotice notice;

	private final Map<String, String> values;

	MailModel(MailTexts texts, AccountNotice notice, String application) {
		this.texts = texts;
		this.notice = notice;
		this.locale = texts.localeFor(notice.locale());
		this.values = new HashMap<>(Map.of("app", FactText.cut(application, LONGEST_NAME)));
		String name = unvouched("first_name", LONGEST_NAME);
		if (name != null) {
			this.values.put("first_name", name);
		}
		Instant expiresAt = notice.expiresAt();
		if (expiresAt != null) {
			this.values.put("until", time(expiresAt));
		}
	}

	/**
	 * The name of a kind in keys and templates.
	 * @param kind which
	 * @return lower case, with dashes
	 */
	static String nameOf(NoticeKind kind) {
		return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	Locale locale() {
		return this.locale;
	}

	String subject() {
		return ofKind("subject");
	}

	/**
	 * Everything by name.
	 * @param link where the owner goes, or {@code null}
	 * @return the variables of the templates, without those that there are not
	 */
	Map<String, Object> variables(@Nullable String link) {
		Map<String, Object> variables = new HashMap<>();
		variables.put("lang", this.locale.toLanguageTag());
		variables.put("application", this.values.getOrDefault("app", ""));
		variables.put("subject", subject());
		variables.put("greeting", common(this.values.containsKey("first_name") ? "greeting.name" : "greeting"));
		variables.put("intro", ofKind("intro"));
		variables.put("rows", rows());
		variables.put("colon", common("colon"));
		variables.put("closing", ofKind("closing"));
		variables.put("footer", common("footer"));
		if (link != null) {
			variables.put("link", link);
			variables.put("action", ofKind("action"));
			variables.put("copy", common("link.copy"));
		}
		Secret code = this.notice.code();
		if (code != null) {
			variables.put("code", code.reveal());
			variables.put("codeIntro", common("code.intro"));
		}
		if (link != null && this.values.containsKey("until")) {
			variables.put("until", common("link.until"));
		}
		return variables;
	}

	private List<Map<String, String>> rows() {
		List<Map<String, String>> rows = new ArrayList<>();
		add(rows, "at", time(this.notice.at()));
		add(rows, "device", joined("device", "browser", "os"));
		add(rows, "ip_address", fact("ip_address", LONGEST_VALUE));
		add(rows, "place", joined("city", "country"));
		Stream.of("new_email", "old_email", "inviter", "roles", "recovery_codes_left")
			.forEach((name) -> add(rows, name, fact(name, LONGEST_VALUE)));
		add(rows, "due", due());
		return rows;
	}

	private void add(List<Map<String, String>> rows, String name, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			rows.add(Map.of("label", common("row." + name), "value", value));
		}
	}

	/** What is known of several facts; few clients name their device. */
	private String joined(String... names) {
		return Stream.of(names)
			.map((name) -> unvouched(name, LONGEST_VALUE))
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", "));
	}

	private @Nullable String due() {
		String due = fact("due", LONGEST_VALUE);
		try {
			return (due != null) ? time(Instant.parse(due)) : null;
		}
		catch (DateTimeException ex) {
			return due;
		}
	}

	private @Nullable String fact(String name, int longest) {
		String value = this.notice.facts().get(name);
		String line = (value != null) ? FactText.cut(value, longest) : "";
		return line.isEmpty() ? null : line;
	}

	/** Whoever types a name or sends a user agent must not make us advertise. */
	private @Nullable String unvouched(String name, int longest) {
		String value = fact(name, longest);
		return (value != null && !FactText.looksLikeLink(value)) ? value : null;
	}

	private String time(Instant instant) {
		return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
			.withLocale(this.locale)
			.format(instant.atOffset(ZoneOffset.UTC)) + " UTC";
	}

	private String ofKind(String key) {
		return common(nameOf(this.notice.kind()) + "." + key);
	}

	private String common(String key) {
		return this.texts.text(key, this.locale, this.values);
	}

}
