package io.github.jwtauth.test;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.session.LiveSessions;
import io.github.jwtauth.session.RevokedSessions;
import io.github.jwtauth.session.SessionStore;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Where an application asks whether a session is live, that of a caller
 * {@link WithAuthUser} is, although no database has it. Only while this caller calls: of
 * everybody else the application is asked.
 */
final class LiveCallers implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof LiveSessions application) ? around(application) : bean;
	}

	/**
	 * The callers of the kit, and whoever else is live.
	 * @param application knows everybody else; {@code null} where there is nobody
	 * @return what takes its place
	 */
	static LiveSessions around(@Nullable LiveSessions application) {
		Clock clock = Clock.systemUTC();
		return new LiveSessions(store(application), new RevokedSessions(clock, Duration.ofDays(1)), clock);
	}

	/** One question of the store is asked there, so it has one answer. */
	private static SessionStore store(@Nullable LiveSessions application) {
		return (SessionStore) Proxy.newProxyInstance(LiveCallers.class.getClassLoader(),
				new Class<?>[] { SessionStore.class }, (proxy, method, arguments) -> {
					if (!method.getName().equals("isLive")) {
						throw new UnsupportedOperationException(method.getName());
					}
					return isLive((SessionId) arguments[0], (AccountId) arguments[1], (Instant) arguments[2],
							application);
				});
	}

	private static boolean isLive(SessionId id, AccountId owner, Instant issuedAt, @Nullable LiveSessions application) {
		return calls(id, owner) || (application != null && application.isLive(id, owner, issuedAt));
	}

	private static boolean calls(SessionId id, AccountId owner) {
		SecurityContext context = SecurityContextHolder.getContext();
		return AuthUser.isIn(context) && AuthenticatedAccount.of(context.getAuthentication())
			.filter((caller) -> caller.sessionId().equals(id) && caller.accountId().equals(owner))
			.isPresent();
	}

}
