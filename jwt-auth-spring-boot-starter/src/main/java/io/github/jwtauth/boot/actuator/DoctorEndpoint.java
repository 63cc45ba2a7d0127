package io.github.jwtauth.boot.actuator;

import java.util.Map;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.boot.http.Doctor;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * The doctor, and what an operator may do in an emergency. Where it is exposed, and to
 * whom, is the host's business (requirement R-91); what changes something is off until
 * the host says {@code management.endpoint.jwtauth.access=unrestricted}.
 */
@Endpoint(id = "jwtauth", defaultAccess = Access.READ_ONLY)
final class DoctorEndpoint {

	private final Doctor doctor;

	private final OperatorActs acts;

	DoctorEndpoint(Doctor doctor, OperatorActs acts) {
		this.doctor = doctor;
		this.acts = acts;
	}

	@ReadOperation
	Map<String, Object> examine() {
		return this.doctor.examine();
	}

	/**
	 * {@code DELETE /actuator/jwtauth/sessions/<account>}: somebody is logged out
	 * everywhere.
	 */
	@DeleteOperation
	Map<String, Object> end(@Selector String what, @Selector String account) {
		require("sessions", what);
		AccountId owner = AccountId.parse(account)
			.orElseThrow(() -> new InvalidEndpointRequestException("not the id of an account", "account"));
		return Map.of("ended", this.acts.endSessions(owner));
	}

	private static void require(String expected, String what) {
		if (!expected.equals(what)) {
			throw new InvalidEndpointRequestException("this is about " + expected, "unknown operation");
		}
	}

}
