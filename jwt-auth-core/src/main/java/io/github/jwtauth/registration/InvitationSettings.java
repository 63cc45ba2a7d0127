package io.github.jwtauth.registration;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who may invite, to what, and for how long.
 *
 * @param inviterRoles whoever has one of these may invite; without prefix
 * @param defaultRoles of a new account unless the invitation names others; everybody may
 * give these
 * @param lifetime how long an invitation is good, 1 minute to 30 days
 */
public record InvitationSettings(SortedSet<String> inviterRoles, SortedSet<String> defaultRoles, Duration lifetime) {

	private static final Duration LONGEST = Duration.ofDays(30);

	public InvitationSettings {
		inviterRoles = Collections.unmodifiableSortedSet(new TreeSet<>(inviterRoles));
		defaultRoles = Collections.unmodifiableSortedSet(new TreeSet<>(defaultRoles));
		if (lifetime.toMinutes() < 1 || lifetime.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("an invitation is good for 1 minute to 30 days");
		}
	}

	/**
	 * The settings of roles in any order.
	 * @param inviterRoles whoever has one of these may invite
	 * @param defaultRoles of a new account unless the invitation names others
	 * @param lifetime how long an invitation is good
	 * @return the settings
	 */
	public static InvitationSettings of(Collection<String> inviterRoles, Collection<String> defaultRoles,
			Duration lifetime) {
		return new InvitationSettings(new TreeSet<>(inviterRoles), new TreeSet<>(defaultRoles), lifetime);
	}

	/**
	 * Whether somebody may invite somebody to have roles: nobody gives what they do not
	 * have.
	 * @param held roles of whoever invites, as they are now
	 * @param given roles of the invitation
	 * @return whether they may
	 */
	boolean allow(Collection<String> held, Collection<String> given) {
		return held.stream().anyMatch(this.inviterRoles::contains)
				&& given.stream().allMatch((role) -> this.defaultRoles.contains(role) || held.contains(role));
	}

}
