package io.github.jwtauth.registration;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.PersonName;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is to have an account. Immutable.
 *
 * @param email where the invitation goes; the address of the account
 * @param roles of the account, without prefix; at most {@value #ROLES}, of at most
 * {@value #ROLE_CHARS} characters each
 * @param firstName first name, or {@code null}; at most {@value PersonName#MAX_CHARS}
 * characters
 * @param lastName last name, or {@code null}; likewise
 */
public record Invitation(EmailAddress email, SortedSet<String> roles, @Nullable String firstName,
		@Nullable String lastName) {

	/** Most roles of an invitation. */
	public static final int ROLES = 16;

	/** Most characters of a role. */
	public static final int ROLE_CHARS = 64;

	private static final int WRITTEN_CHARS = 3000;

	private static final int PARTS = 4;

	public Invitation {
		roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
		if (roles.size() > ROLES || roles.stream().anyMatch((role) -> role.isBlank() || role.length() > ROLE_CHARS)) {
			throw new InvalidInputException("roles", "roles_invalid", "These are not roles.");
		}
		firstName = PersonName.of("first_name", firstName);
		lastName = PersonName.of("last_name", lastName);
		if (write(email, roles, firstName, lastName).length() > WRITTEN_CHARS) {
			throw new InvalidInputException("roles", "too_long", "The invitation is too long.");
		}
	}

	/**
	 * An invitation.
	 * @param email where it goes
	 * @param roles of the account
	 * @param firstName first name, or {@code null}
	 * @param lastName last name, or {@code null}
	 * @return the invitation
	 * @throws InvalidInputException when something is too long or not readable
	 */
	public static Invitation of(EmailAddress email, Collection<String> roles, @Nullable String firstName,
			@Nullable String lastName) {
		return new Invitation(email, new TreeSet<>(roles), firstName, lastName);
	}

	static Invitation read(@Nullable String payload) {
		String[] parts = ((payload != null) ? payload : "").split("&", -1);
		if (parts.length != PARTS) {
			throw new IllegalStateException("the token of an invitation to nothing");
		}
		List<String> roles = Arrays.stream(parts[1].split(","))
			.filter((role) -> !role.isEmpty())
			.map(Invitation::decode)
			.toList();
		return of(EmailAddress.of(decode(parts[0])), roles, decode(parts[2]), decode(parts[3]));
	}

	String write() {
		return write(this.email, this.roles, this.firstName, this.lastName);
	}

	private static String write(EmailAddress email, Collection<String> roles, @Nullable String firstName,
			@Nullable String lastName) {
		return String.join("&", encode(email.value()),
				roles.stream().map(Invitation::encode).collect(Collectors.joining(",")), encode(firstName),
				encode(lastName));
	}

	private static String encode(@Nullable String text) {
		return (text != null) ? URLEncoder.encode(text, StandardCharsets.UTF_8) : "";
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	/** Personal data. */
	@Override
	public String toString() {
		return "Invitation[***]";
	}

}
