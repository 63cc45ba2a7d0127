package io.github.jwtauth.boot.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.http.StrictJson;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.OutboxMail;
import org.jspecify.annotations.Nullable;

/**
 * Notices as the table keeps them: JSON, filled up to full kilobytes so that its length
 * tells nothing, and sealed. Safe for use by many threads.
 */
final class NoticeBox {

	private static final int SIZE_CLASS = 1024;

	private static final int MOST_FACTS = 16;

	private static final int LONGEST_FACT = 200;

	private static final String FACT = "fact.";

	private final AtRestEncryption encryption;

	private final StrictJson json;

	NoticeBox(AtRestEncryption encryption, StrictJson json) {
		this.encryption = encryption;
		this.json = json;
	}

	byte[] seal(AccountNotice notice, UUID mailId) {
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put("recipient", notice.recipient().value());
		texts.put("at", notice.at().toString());
		put(texts, "expires_at", notice.expiresAt());
		put(texts, "locale", notice.locale());
		put(texts, "token", reveal(notice.token()));
		put(texts, "code", reveal(notice.code()));
		new TreeMap<>(notice.facts()).entrySet()
			.stream()
			.limit(MOST_FACTS)
			.forEach((fact) -> texts.put(FACT + fact.getKey(), FactText.cut(fact.getValue(), LONGEST_FACT)));
		return seal(texts, mailId);
	}

	/** Of the size that most notices have. */
	byte[] sealNothing(UUID mailId) {
		return seal(Map.of(), mailId);
	}

	AccountNotice open(OutboxMail mail) {
		Map<String, String> texts = this.json
			.readStrings(this.encryption.open(mail.sealedNotice(), place(mail.mailId())));
		Map<String, String> facts = new LinkedHashMap<>();
		texts.forEach((name, text) -> {
			if (name.startsWith(FACT)) {
				facts.put(name.substring(FACT.length()), text);
			}
		});
		String expiresAt = texts.get("expires_at");
		return new AccountNotice(mail.kind(), mail.accountId(), EmailAddress.of(required(texts, "recipient")),
				Instant.parse(required(texts, "at")), (expiresAt != null) ? Instant.parse(expiresAt) : null,
				texts.get("locale"), secret(texts.get("token")), secret(texts.get("code")), facts, true);
	}

	private byte[] seal(Map<String, String> texts, UUID mailId) {
		byte[] written = this.json.write(texts);
		int size = (written.length / SIZE_CLASS + 1) * SIZE_CLASS;
		byte[] padded = Arrays.copyOf(written, size);
		Arrays.fill(padded, written.length, size, " ".getBytes(StandardCharsets.US_ASCII)[0]);
		return this.encryption.seal(padded, place(mailId));
	}

	private static String place(UUID mailId) {
		return "jwtauth_mail.sealed_notice." + mailId;
	}

	private static void put(Map<String, String> texts, String name, @Nullable Object value) {
		if (value != null) {
			texts.put(name, value.toString());
		}
	}

	private static @Nullable String reveal(@Nullable Secret secret) {
		return (secret != null) ? secret.reveal() : null;
	}

	private static @Nullable Secret secret(@Nullable String text) {
		return (text != null) ? Secret.of(text) : null;
	}

	private static String required(Map<String, String> texts, String name) {
		String text = texts.get(name);
		if (text == null) {
			throw new IllegalStateException("a notice without '" + name + "'");
		}
		return text;
	}

}
