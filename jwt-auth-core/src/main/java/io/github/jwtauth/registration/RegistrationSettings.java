package io.github.jwtauth.registration;

import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a registration asks for and gives.
 *
 * @param roles of a new account unless the policy says otherwise; without prefix
 * @param consents what people have to agree to
 * @param autoLogin whether a registration opens a session where no proof of the address
 * is waited for
 */
public record RegistrationSettings(SortedSet<String> roles, Consents consents, boolean autoLogin) {

	public RegistrationSettings {
		roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
		Objects.requireNonNull(consents, "consents");
	}

	/**
	 * With the defaults of the properties.
	 * @param roles of a new account
	 * @return nothing to agree to, a session at once
	 */
	public static RegistrationSettings of(Collection<String> roles) {
		return new RegistrationSettings(new TreeSet<>(roles), Consents.NONE, true);
	}

}
