package io.github.jwtauth.boot.autoconfigure;

import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.mfa.FactorResealing;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.token.SigningKeyStore;
import org.jspecify.annotations.Nullable;

/**
 * Which secrets there are, by their ids, and what is known of whether an old one can go
 * (decision 5). No row says under which secret a refresh token was made, so for these
 * only their longest life is told.
 */
final class SecretSection implements DoctorSection {

	private final SecretKeys keys;

	private final boolean generated;

	private final SessionSettings sessions;

	private final @Nullable SigningKeyStore signingKeys;

	private final AtRestEncryption encryption;

	private final FactorResealing factors;

	SecretSection(SecretKeys keys, boolean generated, SessionSettings sessions, @Nullable SigningKeyStore signingKeys,
			AtRestEncryption encryption, FactorResealing factors) {
		this.keys = keys;
		this.generated = generated;
		this.sessions = sessions;
		this.signingKeys = signingKeys;
		this.encryption = encryption;
		this.factors = factors;
	}

	@Override
	public String name() {
		return "secret";
	}

	@Override
	public Map<String, Object> facts() {
		List<String> ids = this.keys.ids().stream().map((id) -> HexFormat.of().toHexDigits(id)).toList();
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("source", this.generated ? "generated, gone with this process" : "jwtauth.secret");
		facts.put("current", ids.get(0));
		facts.put("previous", ids.subList(1, ids.size()));
		if (ids.size() > 1) {
			facts.put("signing_keys_under_previous", outdated());
			facts.put("second_factors_under_previous", this.factors.outdated());
			facts.put("previous_can_go", "when signing_keys_under_previous is 0 on every node,"
					+ " second_factors_under_previous is 0 and the present one has" + " been current everywhere for "
					+ longestIdle().toDays()
					+ " days; whoever has not refreshed since logs in again. Rows of the audit trail that it signed can"
					+ " only be verified while it is there");
		}
		return facts;
	}

	@Override
	public List<String> warnings() {
		return this.generated ? List.of("jwtauth.secret is not set: a generated one lives exactly as long as the"
				+ " in-memory database, and so does every session. Set it before there are users") : List.of();
	}

	private long outdated() {
		return (this.signingKeys == null) ? 0
				: this.signingKeys.findAll()
					.stream()
					.filter((key) -> this.encryption.isOutdated(key.sealedPrivateKey()))
					.count();
	}

	private Duration longestIdle() {
		Duration usual = this.sessions.idleLifetime();
		Duration remembered = this.sessions.rememberMeLifetime();
		return (usual.compareTo(remembered) > 0) ? usual : remembered;
	}

}
