package io.github.jwtauth.registration;

/**
 * May this account come to be, and with which roles? Asked once for every way there is,
 * outside of any transaction, before anything is written. It is not asked again when the
 * owner comes back; that is what {@link io.github.jwtauth.account.LoginPolicy} is for. A
 * host replaces the bean to let in its own people only. Safe for use by many threads.
 */
@FunctionalInterface
public interface RegistrationPolicy {

	/** What somebody is told whom the mode keeps out. */
	String REGISTRATION_CLOSED = "registration_closed";

	/**
	 * Judges a request. May be asked more than once for one account, when two requests
	 * race.
	 * @param request who, and how
	 * @return the decision
	 */
	RegistrationDecision decide(RegistrationRequest request);

	/**
	 * The built-in rule.
	 * @param mode who may sign up
	 * @return the policy
	 */
	static RegistrationPolicy of(RegistrationMode mode) {
		return (request) -> switch (mode) {
			case OPEN -> RegistrationDecision.accept(request);
			case INVITATION -> (request.way() == RegistrationWay.INVITATION) ? RegistrationDecision.accept(request)
					: RegistrationDecision.reject(REGISTRATION_CLOSED);
			case CLOSED -> RegistrationDecision.reject(REGISTRATION_CLOSED);
		};
	}

}
