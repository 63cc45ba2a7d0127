package io.github.jwtauth.login;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.mfa.FactorChecks;
import io.github.jwtauth.mfa.FactorMatch;
import io.github.jwtauth.mfa.FactorResponse;
import io.github.jwtauth.mfa.FactorState;
import io.github.jwtauth.mfa.MfaMode;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.mfa.RememberedDevices;
import io.github.jwtauth.mfa.SecondFactors;
import io.github.jwtauth.token.ProvenMethods;

/**
 * Asks for the second factor, on every way to a session, between the policy and a forced
 * change of the password (requirement R-66, decision 24). No session opens without what
 * only this class makes. It is what is stored that decides, and a session that says
 * {@code mfa} has satisfied it. Safe for use by many threads.
 */
public final class FactorGate {

	/** The word of RFC 8176 for more than one factor. */
	static final String PROVEN = "mfa";

	private final MfaSettings settings;

	private final SecondFactors factors;

	private final RememberedDevices remembered;

	private final DeviceTokens devices;

	private final FactorDemands demands;

	private final FactorChecks checks;

	/**
	 * Wires the gate.
	 * @param settings who needs a factor
	 * @param factors who has one
	 * @param remembered which devices are not asked
	 * @param devices recognises them
	 * @param demands says what is missing
	 * @param checks uses answers up
	 */
	public FactorGate(MfaSettings settings, SecondFactors factors, RememberedDevices remembered, DeviceTokens devices,
			FactorDemands demands, FactorChecks checks) {
		this.settings = settings;
		this.factors = factors;
		this.remembered = remembered;
		this.devices = devices;
		this.demands = demands;
		this.checks = checks;
	}

	/**
	 * Lets through, or asks for more. Call it outside of transactions.
	 * @param first what was proven
	 * @return what opens a session
	 * @throws MfaRequiredException with a challenge, when the account has a factor; the
	 * proof is used up and an old password hash replaced (requirement R-12)
	 * @throws MfaEnrollmentRequiredException likewise, when it needs one
	 * @throws CredentialChangedException when the proof is void by now
	 */
	Admission pass(FirstFactor first) {
		Verdict verdict = judge(first);
		if (verdict instanceof Missing missing) {
			throw this.demands.demand(missing.first(), missing.state());
		}
		return ((Through) verdict).admission();
	}

	/**
	 * The same as a value, for a transaction that is to be committed first. Joins it.
	 * @param first what was proven
	 * @return what opens a session, or what is missing
	 */
	Verdict judge(FirstFactor first) {
		boolean recognised = isRecognised(first);
		FirstFactor seen = first.with(first.terms().on(first.device().name(), recognised));
		List<String> amr = first.terms().amr();
		if (this.settings.mode() == MfaMode.DISABLED || amr.contains(PROVEN)) {
			return through(seen, amr);
		}
		FactorState state = this.factors.state(first.account().id());
		if (!state.isEnabled()) {
			return this.settings.isRequiredOf(first.account().account()) ? new Missing(seen, state)
					: through(seen, amr);
		}
		return (recognised ? rememberedAt(first) : Optional.<Instant>empty())
			.<Verdict>map((since) -> through(seen, plus(amr, List.of(PROVEN)), Map.of(PROVEN, since)))
			.orElseGet(() -> new Missing(seen, state));
	}

	/**
	 * Lets somebody through who has answered.
	 * @param first what was proven before
	 * @param response the answer
	 * @param match that it is right; used up in the transaction that opens the session
	 * @return what opens a session
	 */
	Admission answered(FirstFactor first, FactorResponse response, FactorMatch match) {
		return new Admission(first, plus(first.terms().amr(), response.amr()), Map.of(),
				() -> this.checks.consume(first.account(), response, match, first.device()));
	}

	/**
	 * Turns somebody back who has a session, and has proven again what was proven first,
	 * as long as it lacks the factor that the account has or needs.
	 * @param account whose
	 * @param session what was proven in it; the session's own word, not a token's
	 * @throws MfaRequiredException without a challenge: both are to be sent at once
	 * @throws MfaEnrollmentRequiredException when the account needs a factor
	 */
	void requireOfSession(KnownAccount account, ProvenMethods session) {
		if (this.settings.mode() == MfaMode.DISABLED || session.amr().contains(PROVEN)) {
			return;
		}
		FactorState state = this.factors.state(account.id());
		if (state.isEnabled()) {
			throw new MfaRequiredException(null, state.methods());
		}
		if (this.settings.isRequiredOf(account.account())) {
			throw this.demands.enrollment(account.subject());
		}
	}

	/**
	 * Whether answers count.
	 * @return {@code false} where nobody is asked for a second factor
	 */
	boolean isOn() {
		return this.settings.mode() != MfaMode.DISABLED;
	}

	private boolean isRecognised(FirstFactor first) {
		Subject subject = first.account().subject();
		return first.deviceToken().filter((token) -> this.devices.recognises(token, subject)).isPresent();
	}

	private Optional<Instant> rememberedAt(FirstFactor first) {
		return first.deviceToken().flatMap((token) -> this.remembered.remembers(first.account().id(), token));
	}

	private static Through through(FirstFactor first, List<String> amr) {
		return through(first, amr, Map.of());
	}

	private static Through through(FirstFactor first, List<String> amr, Map<String, Instant> earlier) {
		return new Through(new Admission(first, amr, earlier, () -> true));
	}

	private static List<String> plus(List<String> amr, List<String> more) {
		return Stream.concat(amr.stream(), more.stream()).distinct().toList();
	}

	/**
	 * What the gate says.
	 */
	sealed interface Verdict {

	}

	/**
	 * A session may be opened.
	 *
	 * @param admission opens it
	 */
	record Through(Admission admission) implements Verdict {

	}

	/**
	 * A factor is missing.
	 *
	 * @param first what was proven
	 * @param state what the account has
	 */
	record Missing(FirstFactor first, FactorState state) implements Verdict {

	}

	/**
	 * A login that every gate has let through: nothing else opens a session. Only this
	 * class makes one.
	 */
	static final class Admission {

		private final FirstFactor first;

		private final List<String> amr;

		private final Map<String, Instant> earlier;

		private final BooleanSupplier use;

		private Admission(FirstFactor first, List<String> amr, Map<String, Instant> earlier, BooleanSupplier use) {
			this.first = first;
			this.amr = List.copyOf(amr);
			this.earlier = Map.copyOf(earlier);
			this.use = use;
		}

		/** What was proven first. */
		FirstFactor first() {
			return this.first;
		}

		KnownAccount account() {
			return this.first.account();
		}

		/** How the owner has proven who they are, all in all. */
		List<String> amr() {
			return this.amr;
		}

		/** What was proven before this login, and when: a remembered device's factor. */
		Map<String, Instant> earlier() {
			return this.earlier;
		}

		/** Uses the answer up, in the transaction that opens the session. */
		void use() {
			if (!this.use.getAsBoolean()) {
				throw new FactorUsedException();
			}
		}

	}

}
