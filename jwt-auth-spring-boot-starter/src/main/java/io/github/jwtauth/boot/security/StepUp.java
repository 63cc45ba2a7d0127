package io.github.jwtauth.boot.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.boot.http.Problem;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ExpressionAuthorizationDecision;
import org.springframework.security.authorization.FactorAuthorizationDecision;
import org.springframework.security.authorization.RequiredFactor;
import org.springframework.security.authorization.RequiredFactorError;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * Says what a caller with one of our tokens would have to prove, again or in addition, so
 * that a denial turns into an approval (RFC 9470). A denial for any other reason is none
 * of this.
 */
final class StepUp {

	private static final String FACTOR = "FACTOR_";

	private static final Pattern FACTORS = Pattern.compile("\\bFACTOR_[A-Z0-9_]+");

	private static final String DESCRIPTION = "More has to be proven, or proven again.";

	private StepUp() {
	}

	/**
	 * The challenge.
	 * @param denied why access was denied
	 * @param caller whose
	 * @return what to answer, or empty when no factor helps
	 */
	static Optional<Problem> of(AccessDeniedException denied, @Nullable Authentication caller) {
		if (caller == null || AuthenticatedAccount.of(caller).isEmpty()
				|| !(denied instanceof AuthorizationDeniedException refusal)) {
			return Optional.empty();
		}
		List<RequiredFactorError> errors = errors(refusal.getAuthorizationResult(), caller);
		return errors.isEmpty() ? Optional.empty() : Optional.of(problem(errors));
	}

	private static List<RequiredFactorError> errors(AuthorizationResult result, Authentication caller) {
		if (result instanceof FactorAuthorizationDecision decision) {
			return decision.getFactorErrors();
		}
		if (result instanceof AuthorityAuthorizationDecision decision) {
			List<String> names = decision.getAuthorities()
				.stream()
				.map((authority) -> String.valueOf(authority.getAuthority()))
				.toList();
			return names.stream().allMatch((name) -> name.startsWith(FACTOR)) ? missing(names.stream(), caller)
					: List.of();
		}
		if (result instanceof ExpressionAuthorizationDecision decision) {
			String expression = decision.getExpression().getExpressionString();
			return missing(FACTORS.matcher(expression).results().map(MatchResult::group), caller);
		}
		return List.of();
	}

	/** An expression tells no more than its text: a factor that it names is not there. */
	private static List<RequiredFactorError> missing(Stream<String> names, Authentication caller) {
		List<String> present = caller.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
		return names.filter((name) -> !present.contains(name))
			.distinct()
			.map((name) -> RequiredFactorError.createMissing(RequiredFactor.withAuthority(name).build()))
			.toList();
	}

	private static Problem problem(List<RequiredFactorError> errors) {
		String challenge = "Bearer error=\"" + AuthErrorCode.INSUFFICIENT_USER_AUTHENTICATION.code()
				+ "\", error_description=\"" + DESCRIPTION + "\"";
		Optional<Duration> strictest = errors.stream()
			.map((error) -> error.getRequiredFactor().getValidDuration())
			.filter(Objects::nonNull)
			.min(Duration::compareTo);
		return new Problem(HttpStatus.UNAUTHORIZED, AuthErrorCode.INSUFFICIENT_USER_AUTHENTICATION.code(), DESCRIPTION,
				List.of(), null, null,
				Map.of(HttpHeaders.WWW_AUTHENTICATE,
						challenge + strictest.map((age) -> ", max_age=\"" + age.toSeconds() + "\"").orElse("")),
				Map.of("factors", errors.stream().map(StepUp::member).toList()));
	}

	private static Map<String, Object> member(RequiredFactorError error) {
		Map<String, Object> member = new LinkedHashMap<>();
		member.put("name", error.getRequiredFactor().getAuthority());
		member.put("reason", error.isExpired() ? "expired" : "missing");
		Duration age = error.getRequiredFactor().getValidDuration();
		if (age != null) {
			member.put("max_age", age.toSeconds());
		}
		return member;
	}

}
