package io.github.jwtauth.boot.web;

import java.util.Map;

import io.github.jwtauth.boot.http.AuthPage;
import io.github.jwtauth.boot.http.PageLinks;
import io.github.jwtauth.boot.http.Problem;
import io.github.jwtauth.boot.http.ProblemException;
import io.github.jwtauth.login.PasswordChangeRequiredException;

/**
 * Answers somebody who has proven every factor and has to set a new password first.
 */
final class ForcedChangeAnswer {

	private final PageLinks links;

	ForcedChangeAnswer(PageLinks links) {
		this.links = links;
	}

	/** What sets the password, and the page for it. */
	ProblemException refuse(PasswordChangeRequiredException refusal) {
		return new ProblemException(Problem.of(refusal)
			.with(Map.of("password_change_token", refusal.token().reveal(), "password_change_url",
					this.links.link(AuthPage.RESET_PASSWORD, refusal.token()))));
	}

}
