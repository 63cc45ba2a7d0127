package io.github.jwtauth.registration;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

import io.github.jwtauth.account.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants an account. Everything but the way and the roles comes from outside.
 *
 * @param way how
 * @param email the address, or {@code null}
 * @param emailVerified whether somebody who can be trusted vouches for the address; an
 * address that nobody vouches for does not become the account's
 * @param firstName first name, or {@code null}
 * @param lastName last name, or {@code null}
 * @param locale language tag, or {@code null}
 * @param provider who sends them (see
 * {@link io.github.jwtauth.account.ExternalIdentityKey#provider()}), or {@code null}
 * @param extra what else is known, by name
 * @param roles what the account gets unless the policy says otherwise; without prefix
 * @param username the username, or {@code null}
 * @param termsAccepted whether they agree to the terms
 * @param privacyPolicyAccepted whether they agree to the privacy policy
 */
public record RegistrationRequest(RegistrationWay way, @Nullable EmailAddress email, boolean emailVerified,
		@Nullable String firstName, @Nullable String lastName, @Nullable String locale, @Nullable String provider,
		Map<String, String> extra, SortedSet<String> roles, @Nullable String username, boolean termsAccepted,
		boolean privacyPolicyAccepted) {

	public RegistrationRequest {
		Objects.requireNonNull(way, "way");
		if (emailVerified && email == null) {
			throw new IllegalArgumentException("nobody vouches for no address");
		}
		extra = Map.copyOf(extra);
		roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
	}

	/**
	 * Somebody without a username who was asked to agree to nothing.
	 * @param way how
	 * @param email the address, or {@code null}
	 * @param emailVerified whether somebody who can be trusted vouches for the address
	 * @param firstName first name, or {@code null}
	 * @param lastName last name, or {@code null}
	 * @param locale language tag, or {@code null}
	 * @param provider who sends them, or {@code null}
	 * @param extra what else is known, by name
	 * @param roles what the account gets unless the policy says otherwise
	 */
	public RegistrationRequest(RegistrationWay way, @Nullable EmailAddress email, boolean emailVerified,
			@Nullable String firstName, @Nullable String lastName, @Nullable String locale, @Nullable String provider,
			Map<String, String> extra, SortedSet<String> roles) {
		this(way, email, emailVerified, firstName, lastName, locale, provider, extra, roles, null, false, false);
	}

	static RegistrationRequest of(Applicant applicant, SortedSet<String> roles) {
		return new RegistrationRequest(RegistrationWay.FORM, applicant.email(), false, applicant.firstName(),
				applicant.lastName(), applicant.locale(), null, applicant.extra(), roles, applicant.username(),
				applicant.termsAccepted(), applicant.privacyPolicyAccepted());
	}

	static RegistrationRequest of(ExternalIdentity identity, SortedSet<String> roles) {
		return new RegistrationRequest(RegistrationWay.EXTERNAL, identity.email(), identity.emailVerified(),
				identity.firstName(), identity.lastName(), identity.locale(), identity.key().provider(),
				identity.extra(), roles);
	}

	/** Names and addresses are personal data and stay out of logs. */
	@Override
	public String toString() {
		return "RegistrationRequest[way=" + this.way + ", provider=" + this.provider + "]";
	}

}
