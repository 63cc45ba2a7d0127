package io.github.jwtauth.boot.security;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/**
 * Where Boot's chain for resource servers is not enough.
 */
final class OnOwnHostChain extends AnyNestedCondition {

	OnOwnHostChain() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnProperty(name = "jwtauth.access-token-as-cookie", havingValue = "true")
	static class AccessTokenAsCookie {

	}

	@ConditionalOnProperty(name = "jwtauth.access-token.session-check", havingValue = "always")
	static class SessionAlwaysChecked {

	}

}
