package io.github.jwtauth.protection;

import java.util.function.Supplier;

/**
 * Stands around each hashing operation, to measure it. Called by many threads.
 */
public interface HashingObserver {

	/** Looks at nothing. */
	HashingObserver NONE = new HashingObserver() {

		@Override
		public <T> T observe(Supplier<? extends T> hashing) {
			return hashing.get();
		}

	};

	/**
	 * Runs one operation, exactly once.
	 * @param <T> what it returns
	 * @param hashing what to run
	 * @return what it returned; whatever it throws goes through
	 */
	<T> T observe(Supplier<? extends T> hashing);

	/**
	 * This observer inside another one.
	 * @param outer stands around both
	 * @return both
	 */
	default HashingObserver within(HashingObserver outer) {
		HashingObserver inner = this;
		return new HashingObserver() {

			@Override
			public <T> T observe(Supplier<? extends T> hashing) {
				return outer.<T>observe(() -> inner.<T>observe(hashing));
			}

		};
	}

}
