package io.github.jwtauth.boot.audit;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.DeviceType;
import io.github.jwtauth.audit.AuditContext;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.boot.http.ClientAddress;
import io.github.jwtauth.boot.http.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The request that this thread works at.
 */
final class RequestAuditContext implements AuditContext {

	private final ClientAddress addresses;

	private final RequestIds requestIds;

	private final boolean collect;

	RequestAuditContext(ClientAddress addresses, RequestIds requestIds, boolean collect) {
		this.addresses = addresses;
		this.requestIds = requestIds;
		this.collect = collect;
	}

	@Override
	public Circumstances circumstances() {
		if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
			return Circumstances.NONE;
		}
		HttpServletRequest request = attributes.getRequest();
		return new Circumstances(true, actor(), device(request), this.requestIds.of(request));
	}

	private static @Nullable AccountId actor() {
		return AuthenticatedAccount.of(SecurityContextHolder.getContext().getAuthentication())
			.map(AuthenticatedAccount::accountId)
			.orElse(null);
	}

	private Device device(HttpServletRequest request) {
		if (!this.collect) {
			return Device.unknown();
		}
		return new Device(null, DeviceType.UNKNOWN, null, null, request.getHeader("User-Agent"),
				this.addresses.of(request), null, null);
	}

}
