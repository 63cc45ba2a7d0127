package io.github.jwtauth.boot.security;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.boot.http.CorsSettings;
import io.github.jwtauth.boot.http.CsrfSettings;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.PublicUrl;

/**
 * Which requests may rely on a cookie.
 */
final class CrossSiteSection implements DoctorSection {

	private final CsrfSettings csrf;

	private final CorsSettings cors;

	private final PublicUrl publicUrl;

	CrossSiteSection(CsrfSettings csrf, CorsSettings cors, PublicUrl publicUrl) {
		this.csrf = csrf;
		this.cors = cors;
		this.publicUrl = publicUrl;
	}

	@Override
	public String name() {
		return "cross-site";
	}

	@Override
	public Map<String, Object> facts() {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("rule", "a request that relies on a cookie comes from own_origin or allowed_origins, or is refused");
		facts.put("own_origin", this.publicUrl.origin().orElse("that of the request"));
		facts.put("allowed_origins", this.cors.allowedOrigins());
		facts.put("without_origin", this.csrf.originRequired() ? "refused" : "passes, because no browser sends it");
		facts.put("csrf_token", this.csrf.tokenRequired() ? "required" : "not asked for");
		return facts;
	}

	@Override
	public List<String> warnings() {
		return this.cors.allowedOrigins()
			.stream()
			.filter((origin) -> origin.startsWith("http://") && !isLocal(origin))
			.map((origin) -> "Whoever can change what " + origin + " sends over plain http acts for its visitors."
					+ " Use https in jwtauth.cors.allowed-origins")
			.toList();
	}

	private static boolean isLocal(String origin) {
		return origin.matches("http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d+)?");
	}

}
