package io.github.jwtauth.verification;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.jwtauth.Secret;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.account.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a verification token remembers of its registration, in the form of a query string.
 *
 * @param address what is to be proven
 * @param session the session of that very registration, or {@code null}
 * @param browser hash of what the browser carries that registered, or {@code null}
 */
record VerificationTerms(EmailAddress address, @Nullable SessionId session, @Nullable String browser) {

	static VerificationTerms of(EmailAddress address, @Nullable SessionId session, @Nullable Secret browser) {
		return new VerificationTerms(address, session, (browser != null) ? hash(browser) : null);
	}

	static VerificationTerms read(@Nullable String payload) {
		Map<String, String> members = Arrays.stream((payload != null) ? payload.split("&") : new String[0])
			.map((member) -> member.split("=", 2))
			.collect(Collectors.toMap((member) -> member[0],
					(member) -> URLDecoder.decode(member[1], StandardCharsets.UTF_8)));
		String email = members.get("email");
		if (email == null) {
			throw new IllegalStateException("a verification token without an address");
		}
		return new VerificationTerms(EmailAddress.of(email),
				SessionId.parse(members.getOrDefault("session", "")).orElse(null), members.get("browser"));
	}

	/** The same registration, for the address as it is now. */
	VerificationTerms of(EmailAddress present) {
		return new VerificationTerms(present, this.session, this.browser);
	}

	String write() {
		return "email=" + URLEncoder.encode(this.address.canonical(), StandardCharsets.UTF_8)
				+ ((this.session != null) ? "&session=" + this.session : "")
				+ ((this.browser != null) ? "&browser=" + this.browser : "");
	}

	Optional<SessionId> ownSession() {
		return Optional.ofNullable(this.session);
	}

	/** Whether a browser is the one that registered. */
	boolean isOf(@Nullable Secret presented) {
		return this.browser != null && presented != null
				&& MessageDigest.isEqual(bytes(this.browser), bytes(hash(presented)));
	}

	/** 256 random bits need neither salt nor key. */
	private static String hash(Secret browser) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(browser.reveal()));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** Personal data. */
	@Override
	public String toString() {
		return "VerificationTerms[session=" + this.session + "]";
	}

}
