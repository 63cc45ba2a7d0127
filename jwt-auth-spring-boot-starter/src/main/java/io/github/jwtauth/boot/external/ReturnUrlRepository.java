package io.github.jwtauth.boot.external;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Keeps where a login wants to return to with its authorization request, so that it comes
 * back with that login and with no other, and is nothing that the provider's answer could
 * say. Where the request is kept is somebody else's business.
 */
final class ReturnUrlRepository implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

	/** Parameter of the request that starts a login. */
	static final String PARAMETER = "return_to";

	/** Attribute of the request that ends it. */
	static final String ATTRIBUTE = ReturnUrlRepository.class.getName() + ".RETURN_TO";

	private static final String MEMBER = "jwtauth_return_to";

	private final AuthorizationRequestRepository<OAuth2AuthorizationRequest> delegate;

	private final ReturnUrls returnUrls;

	ReturnUrlRepository(AuthorizationRequestRepository<OAuth2AuthorizationRequest> delegate, ReturnUrls returnUrls) {
		this.delegate = delegate;
		this.returnUrls = returnUrls;
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
		return this.delegate.loadAuthorizationRequest(request);
	}

	@Override
	public void saveAuthorizationRequest(OAuth2AuthorizationRequest authorizationRequest, HttpServletRequest request,
			HttpServletResponse response) {
		String[] wanted = request.getParameterValues(PARAMETER);
		boolean remembered = authorizationRequest != null && wanted != null && wanted.length == 1
				&& this.returnUrls.isAllowed(wanted[0]);
		this.delegate.saveAuthorizationRequest(remembered ? OAuth2AuthorizationRequest.from(authorizationRequest)
			.attributes((attributes) -> attributes.put(MEMBER, wanted[0]))
			.build() : authorizationRequest, request, response);
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(HttpServletRequest request,
			HttpServletResponse response) {
		OAuth2AuthorizationRequest removed = this.delegate.removeAuthorizationRequest(request, response);
		if (removed != null) {
			request.setAttribute(ATTRIBUTE, removed.getAttribute(MEMBER));
		}
		return removed;
	}

}
