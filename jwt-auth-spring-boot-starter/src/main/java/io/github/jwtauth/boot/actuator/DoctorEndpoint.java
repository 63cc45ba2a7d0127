package io.github.jwtauth.boot.actuator;

import java.util.Map;
import java.util.function.Supplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.administration.AdministeredSessions;
import io.github.jwtauth.administration.SigningKeyAdministration;
import io.github.jwtauth.boot.http.Doctor;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The doctor, and what an operator may do in an emergency. Where it is exposed, and to
 * whom, is the host's business (requirement R-91); what changes something is off until
 * the host says {@code management.endpoint.jwtauth.access=unrestricted}.
 */
@Endpoint(id = "jwtauth", defaultAccess = Access.READ_ONLY)
final class DoctorEndpoint {

	private final Doctor doctor;

	private final SigningKeyAdministration keys;

	private final AdministeredSessions sessions;

	DoctorEndpoint(Doctor doctor, SigningKeyAdministration keys, AdministeredSessions sessions) {
		this.doctor = doctor;
		this.keys = keys;
		this.sessions = sessions;
	}

	@ReadOperation
	Map<String, Object> examine() {
		return this.doctor.examine();
	}

	/** {@code POST …/jwtauth/keys}: tokens are signed with a new key from now on. */
	@WriteOperation
	Map<String, Object> renew(@Selector String what) {
		require("keys", what);
		return orRefuse(() -> {
			this.keys.rotate();
			return Map.of("rotated", true);
		});
	}

	/** {@code DELETE …/jwtauth/sessions/<account>}: somebody is logged out everywhere. */
	@DeleteOperation
	Map<String, Object> end(@Selector String what, @Selector String account) {
		require("sessions", what);
		AccountId owner = AccountId.parse(account)
			.orElseThrow(() -> new InvalidEndpointRequestException("not the id of an account", "account"));
		return orRefuse(() -> Map.of("ended", this.sessions.endAll(owner)));
	}

	private static void require(String expected, String what) {
		if (!expected.equals(what)) {
			throw new InvalidEndpointRequestException("there is no such operation", "operation");
		}
	}

	private static Map<String, Object> orRefuse(Supplier<Map<String, Object>> act) {
		try {
			return act.get();
		}
		catch (AuthException ex) {
			throw new InvalidEndpointRequestException(String.valueOf(ex.getMessage()), ex.code().code());
		}
	}

}
