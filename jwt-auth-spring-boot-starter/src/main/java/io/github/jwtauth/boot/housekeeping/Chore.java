package io.github.jwtauth.boot.housekeeping;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something to be done again and again, whatever went wrong the last time. An outage is
 * told once when it begins and once when it is over.
 */
abstract class Chore {

	private static final Logger log = LoggerFactory.getLogger(Chore.class);

	private final String name;

	private boolean failing;

	Chore(String name) {
		this.name = name;
	}

	/**
	 * Does it once.
	 * @return the pause until the next time
	 */
	abstract Duration run();

	/** The pause after a failure. */
	abstract Duration pause();

	final Duration runSafely() {
		try {
			Duration next = run();
			if (this.failing) {
				this.failing = false;
				log.info("Housekeeping '{}' works again", this.name);
			}
			return next;
		}
		// Memory that a storm of logins took for a moment must not end the feed for good.
		catch (RuntimeException | Error ex) {
			if (!this.failing) {
				this.failing = true;
				log.warn("Housekeeping '{}' failed and goes on trying", this.name, ex);
			}
			return pause();
		}
	}

	/**
	 * A chore with a fixed pause.
	 * @param name for the log
	 * @param pause between the end of one run and the next
	 * @param work what to do
	 * @return the chore
	 */
	static Chore every(String name, Duration pause, Runnable work) {
		return new Chore(name) {

			@Override
			Duration run() {
				work.run();
				return pause;
			}

			@Override
			Duration pause() {
				return pause;
			}

		};
	}

}
