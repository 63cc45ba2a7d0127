package io.github.jwtauth.boot.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * What the doctor warns of is logged at the start: whoever does not have the actuator
 * reads it there.
 */
final class FirstVisit implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(Doctor.class);

	private final Doctor doctor;

	FirstVisit(Doctor doctor) {
		this.doctor = doctor;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.doctor.warnings().forEach(logger::warn);
	}

}
