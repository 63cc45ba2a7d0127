package io.github.jwtauth.registration;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.account.PersonName;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as an identity provider describes them. Immutable; the {@code with} methods
 * return copies.
 *
 * @param key what the provider calls them for ever
 * @param email the address that the provider tells, or {@code null}
 * @param emailVerified whether the provider vouches that the address is theirs: it has
 * seen the proof itself, or runs the mailbox. Whoever says {@code true} here hands out
 * the account of that address
 * @param firstName first name, or {@code null}; characters that cannot be seen are
 * removed, at most {@value PersonName#MAX_CHARS} characters are kept
 * @param lastName last name, or {@code null}; likewise
 * @param locale language tag, or {@code null}; likewise
 * @param amr how they were authenticated (RFC 8176), as sessions will tell it; see
 * {@link io.github.jwtauth.login.ExchangeOffer#amr()}
 * @param extra what a {@link RegistrationPolicy} may want to know, by name
 */
public record ExternalIdentity(ExternalIdentityKey key, @Nullable EmailAddress email, boolean emailVerified,
		@Nullable String firstName, @Nullable String lastName, @Nullable String locale, List<String> amr,
		Map<String, String> extra) {

	public ExternalIdentity {
		Objects.requireNonNull(key, "key");
		if (emailVerified && email == null) {
			throw new IllegalArgumentException("nobody vouches for no address");
		}
		firstName = clean(firstName);
		lastName = clean(lastName);
		locale = clean(locale);
		amr = List.copyOf(amr);
		extra = Map.copyOf(extra);
	}

	/**
	 * Somebody of whom nothing but the name is known, authenticated by federation.
	 * @param provider see {@link ExternalIdentityKey#provider()}
	 * @param subject see {@link ExternalIdentityKey#subject()}
	 * @return the bare identity
	 */
	public static ExternalIdentity of(String provider, String subject) {
		return new ExternalIdentity(new ExternalIdentityKey(provider, subject), null, false, null, null, null,
				List.of("fed"), Map.of());
	}

	/**
	 * The same person with an address.
	 * @param address the address, or {@code null}
	 * @param vouched whether the provider vouches that it is theirs
	 * @return a copy
	 */
	public ExternalIdentity withEmail(@Nullable EmailAddress address, boolean vouched) {
		return new ExternalIdentity(this.key, address, vouched, this.firstName, this.lastName, this.locale, this.amr,
				this.extra);
	}

	/**
	 * The same person with a name.
	 * @param first first name
	 * @param last last name
	 * @return a copy
	 */
	public ExternalIdentity withName(@Nullable String first, @Nullable String last) {
		return new ExternalIdentity(this.key, this.email, this.emailVerified, first, last, this.locale, this.amr,
				this.extra);
	}

	/**
	 * The same person with a language.
	 * @param tag language tag
	 * @return a copy
	 */
	public ExternalIdentity withLocale(@Nullable String tag) {
		return new ExternalIdentity(this.key, this.email, this.emailVerified, this.firstName, this.lastName, tag,
				this.amr, this.extra);
	}

	/**
	 * The same person, authenticated in another way.
	 * @param methods words of RFC 8176
	 * @return a copy
	 */
	public ExternalIdentity withAmr(List<String> methods) {
		return new ExternalIdentity(this.key, this.email, this.emailVerified, this.firstName, this.lastName,
				this.locale, methods, this.extra);
	}

	/**
	 * The same person with more for the policy to know.
	 * @param more what is known, by name; replaces what was there
	 * @return a copy
	 */
	public ExternalIdentity withExtra(Map<String, String> more) {
		return new ExternalIdentity(this.key, this.email, this.emailVerified, this.firstName, this.lastName,
				this.locale, this.amr, more);
	}

	/** Names and addresses are personal data and stay out of logs. */
	@Override
	public String toString() {
		return "ExternalIdentity[" + this.key + "]";
	}

	private static @Nullable String clean(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String printable = text.codePoints()
			.filter(PersonName::isVisible)
			.limit(PersonName.MAX_CHARS)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString()
			.strip();
		return printable.isEmpty() ? null : printable;
	}

}
