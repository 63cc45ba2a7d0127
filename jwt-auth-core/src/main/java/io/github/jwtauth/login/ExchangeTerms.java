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
 * What an exchange token remembers of its login, in the form of a query string.
 *
 * @param amr how the owner proved who they are
 * @param rememberMe whether the longer idle life applies
 * @param firstLogin whether the account came to be with this login
 * @param link what to link when the session opens, or {@code null}
 */
record ExchangeTerms(List<String> amr, boolean rememberMe, boolean firstLogin, @Nullable PendingLink link) {

	static ExchangeTerms of(ExchangeOffer offer) {
		return new ExchangeTerms(offer.amr(), offer.rememberMe(), offer.firstLogin(), offer.link());
	}

	static ExchangeTerms read(@Nullable String payload) {
		Map<String, String> members = Arrays.stream((payload != null) ? payload.split("&") : new String[0])
			.map((member) -> member.split("=", 2))
			.collect(Collectors.toMap((member) -> member[0],
					(member) -> URLDecoder.decode(member[1], StandardCharsets.UTF_8)));
		return new ExchangeTerms(List.of(member(members, "amr").split(",")), members.containsKey("remember"),
				members.containsKey("first"), members.containsKey("provider") ? link(members) : null);
	}

	String write() {
		Map<String, String> members = new LinkedHashMap<>();
		members.put("amr", String.join(",", this.amr));
		if (this.rememberMe) {
			members.put("remember", "");
		}
		if (this.firstLogin) {
			members.put("first", "");
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

	private static PendingLink link(Map<String, String> members) {
		return new PendingLink(new ExternalIdentityKey(member(members, "provider"), member(members, "subject")),
				EmailAddress.of(member(members, "email")));
	}

	private static String member(Map<String, String> members, String name) {
		String value = members.get(name);
		if (value == null) {
			throw new IllegalStateException("an exchange token without " + name);
		}
		return value;
	}

	/** Personal data. */
	@Override
	public String toString() {
		return "ExchangeTerms[amr=" + this.amr + "]";
	}

}
