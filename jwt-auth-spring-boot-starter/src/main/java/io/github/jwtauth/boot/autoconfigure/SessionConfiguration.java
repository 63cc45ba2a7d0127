package io.github.jwtauth.boot.autoconfigure;

import java.time.Clock;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.login.SecurityNotices;
import io.github.jwtauth.session.DeviceSessions;
import io.github.jwtauth.session.LiveSessions;
import io.github.jwtauth.session.RefreshTokenCodec;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.RevocationFeed;
import io.github.jwtauth.session.RevocationSource;
import io.github.jwtauth.session.RevokedSessions;
import io.github.jwtauth.session.SessionEnds;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.token.AccessTokenSettings;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The whitelist of refresh tokens, and how its ends are told.
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RefreshTokenCodec jwtAuthRefreshTokenCodec(SecretKeys keys) {
		return new RefreshTokenCodec(keys);
	}

	@Bean
	@ConditionalOnMissingBean
	RevokedSessions jwtAuthRevokedSessions(@JwtAuthBean Clock clock, AccessTokenSettings tokens) {
		return new RevokedSessions(clock, JwtAuthAutoConfiguration.retention(tokens));
	}

	@Bean
	@ConditionalOnMissingBean
	LiveSessions jwtAuthLiveSessions(SessionStore sessions, RevokedSessions revoked, @JwtAuthBean Clock clock) {
		return new LiveSessions(sessions, revoked, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	RevocationFeed jwtAuthRevocationFeed(RevocationSource source, RevokedSessions revoked, @JwtAuthBean Clock clock,
			AccessTokenSettings tokens) {
		return new RevocationFeed(source, revoked, clock, JwtAuthAutoConfiguration.retention(tokens));
	}

	@Bean
	@ConditionalOnMissingBean
	SessionEnds jwtAuthSessionEnds(AuthEventPublisher events, RevokedSessions revoked, Transactions transactions,
			@JwtAuthBean Clock clock) {
		return new SessionEnds(events, revoked, transactions, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	RefreshTokenWhitelist jwtAuthRefreshTokenWhitelist(SessionStore sessions, RefreshTokenCodec codec,
			SessionSettings settings, SessionEnds ends, AuthEventPublisher events, SecurityNotices notices,
			@JwtAuthBean Clock clock, RandomBytes random) {
		return new RefreshTokenWhitelist(sessions, codec, settings, ends, notices.before(events), clock, random);
	}

	@Bean
	@ConditionalOnMissingBean
	DeviceSessions jwtAuthDeviceSessions(SessionStore sessions, RefreshTokenWhitelist whitelist, SubjectStore subjects,
			Transactions transactions, @JwtAuthBean Clock clock) {
		return new DeviceSessions(sessions, whitelist, subjects, transactions, clock);
	}

}
