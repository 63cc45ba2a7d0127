package io.github.jwtauth.login;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.ExternalIdentityKey;
import org.jspecify.annotations.Nullable;

/**
 * What kind of login it is: what a token on the way to a session remembers of it, in the
 * form of a query string.
 *
 * @param amr how the owner has proven who they are so far
 * @param rememberMe whether the longer idle life applies
 * @param firstLogin whether the account came to be with this login
 * @param byPassword whether a password was typed, so that a new one may be demanded
 * @param device what is known of the device
 * @param deviceName what the owner calls it, or {@code null}
 * @param link what to link when the session opens, or {@code null}
 */
record LoginTerms(List<String> amr, boolean rememberMe, boolean firstLogin, boolean byPassword, Recognition device,
		@Nullable String deviceName, @Nullable PendingLink link) {

	LoginTerms {
		amr = List.copyOf(amr);
	}

	static LoginTerms of(ExchangeOffer offer) {
		return new LoginTerms(offer.amr(), offer.rememberMe(), offer.firstLogin(), false, Recognition.STRANGE, null,
				offer.link());
	}

	static LoginTerms of(LoginAttempt attempt) {
		return new LoginTerms(List.of("pwd"), attempt.rememberMe(), false, true, Recognition.STRANGE, null, null);
	}

	static LoginTerms of(ExternalAttempt attempt) {
		return new LoginTerms(attempt.amr(), attempt.rememberMe(), false, false, Recognition.STRANGE, null, null);
	}

	/** For a way on which nothing recognises a device. */
	static LoginTerms unasked(List<String> amr, boolean rememberMe) {
		return new LoginTerms(amr, rememberMe, false, false, Recognition.UNASKED, null, null);
	}

	/**
	 * The same, once somebody has looked at the device. With a link, which may be long,
	 * nobody has given it a name.
	 */
	LoginTerms on(@Nullable String name, boolean recognised) {
		return new LoginTerms(this.amr, this.rememberMe, this.firstLogin, this.byPassword,
				recognised ? Recognition.KNOWN : this.device, (this.link == null) ? name : null, this.link);
	}

	static LoginTerms read(@Nullable String payload) {
		Map<String, String> members = Arrays.stream((payload != null) ? payload.split("&") : new String[0])
			.map((member) -> member.split("=", 2))
			.collect(Collectors.toMap((member) -> member[0],
					(member) -> URLDecoder.decode(member[1], StandardCharsets.UTF_8)));
		return new LoginTerms(List.of(member(members, "amr").split(",")), members.containsKey("remember"),
				members.containsKey("first"), members.containsKey("password"),
				Recognition.valueOf(member(members, "device")), members.get("name"),
				members.containsKey("provider") ? link(members) : null);
	}

	String write() {
		Map<String, String> members = new LinkedHashMap<>();
		members.put("amr", String.join(",", this.amr));
		members.put("device", this.device.name());
		flag(members, "remember", this.rememberMe);
		flag(members, "first", this.firstLogin);
		flag(members, "password", this.byPassword);
		if (this.deviceName != null) {
			members.put("name", this.deviceName);
		}
		if (this.link != null) {
			members.put("provider", this.link.identity().provider());
			members.put("subject", this.link.identity().subject());
			members.put("email", this.link.email().canonical());
		}
		return members.entrySet()
			.stream()
			.map((member) -> member.getKey() + "=" + URLEncoder.encode(member.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

	private static void flag(Map<String, String> members, String name, boolean present) {
		if (present) {
			members.put(name, "");
		}
	}

	private static PendingLink link(Map<String, String> members) {
		return new PendingLink(new ExternalIdentityKey(member(members, "provider"), member(members, "subject")),
				EmailAddress.of(member(members, "email")));
	}

	private static String member(Map<String, String> members, String name) {
		String value = members.get(name);
		if (value == null) {
			throw new IllegalStateException("a token on the way to a session without " + name);
		}
		return value;
	}

	/** Personal data. */
	@Override
	public String toString() {
		return "LoginTerms[amr=" + this.amr + "]";
	}

	/**
	 * What is known of a device.
	 */
	enum Recognition {

		/** Nobody looks: whoever vouches for the owner knows the device as well. */
		UNASKED,

		/** Its owner has not logged in on it before, or it does not show that. */
		STRANGE,

		/** Its owner has logged in on it before. */
		KNOWN

	}

}
