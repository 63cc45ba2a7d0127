package io.github.jwtauth.boot.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How tokens travel, and how cookies look that carry them.
 */
final class TransportSection implements DoctorSection {

	private static final String COOKIE = "cookie";

	private static final String BODY = "body";

	private final TransportSettings transport;

	private final CookieSettings cookies;

	private final PublicUrl publicUrl;

	TransportSection(TransportSettings transport, CookieSettings cookies, PublicUrl publicUrl) {
		this.transport = transport;
		this.cookies = cookies;
		this.publicUrl = publicUrl;
	}

	@Override
	public String name() {
		return "transport";
	}

	@Override
	public Map<String, Object> facts() {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("refresh_token", this.transport.refreshTokenAsCookie() ? COOKIE : BODY);
		facts.put("access_token", this.transport.accessTokenAsCookie() ? COOKIE : BODY);
		facts.put("body_on_request", this.transport.overrideAllowed());
		Map<String, Object> named = new LinkedHashMap<>();
		if (this.transport.refreshTokenAsCookie()) {
			named.put(this.cookies.name(CookieSettings.REFRESH_TOKEN), attributes(CookieSettings.REFRESH_TOKEN));
		}
		if (this.transport.accessTokenAsCookie()) {
			named.put(this.cookies.name(CookieSettings.ACCESS_TOKEN), attributes(CookieSettings.ACCESS_TOKEN));
		}
		named.put(this.cookies.name(CookieSettings.DEVICE), attributes(CookieSettings.DEVICE));
		facts.put("cookies", named);
		return facts;
	}

	@Override
	public List<String> warnings() {
		List<String> warnings = new ArrayList<>();
		boolean tls = this.publicUrl.origin().filter((origin) -> origin.startsWith("https:")).isPresent();
		if (!this.cookies.secure() && tls) {
			warnings.add("Cookies travel on plain http as well, although the application is at " + this.publicUrl.base()
					+ ". Remove jwtauth.cookie.secure=false");
		}
		if ("None".equals(this.cookies.sameSite())) {
			warnings.add("Every page of the web may send the cookies; only the cross-site rule stands before them."
					+ " Remove jwtauth.cookie.same-site=none unless a page of another site needs it");
		}
		return warnings;
	}

	private String attributes(String cookie) {
		StringBuilder text = new StringBuilder("Path=").append(this.cookies.path());
		if (this.cookies.domain() != null) {
			text.append("; Domain=").append(this.cookies.domain());
		}
		return text.append(this.cookies.secure() ? "; Secure" : "")
			.append("; HttpOnly; SameSite=")
			.append(this.cookies.sameSite(cookie))
			.toString();
	}

}
