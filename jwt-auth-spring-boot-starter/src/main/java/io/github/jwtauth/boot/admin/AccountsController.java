package io.github.jwtauth.boot.admin;

import java.util.List;

import io.github.jwtauth.account.AccountSearch;
import io.github.jwtauth.administration.AccountAdministration;
import io.github.jwtauth.administration.AccountInspection;
import io.github.jwtauth.administration.AccountList;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Finds, shows and changes accounts. Who may is decided by {@link AdministratorRule}.
 */
@AuthController
final class AccountsController {

	private final AccountInspection inspection;

	private final AccountAdministration administration;

	AccountsController(AccountInspection inspection, AccountAdministration administration) {
		this.inspection = inspection;
		this.administration = administration;
	}

	@GetMapping("/admin/accounts")
	PageResponse<AccountSummary> list(HttpServletRequest request) {
		AccountSearch search = SearchParameters.read(request);
		AccountList found = this.inspection.find(search);
		return new PageResponse<>(found.accounts().stream().map(AccountSummary::of).toList(), search.page(),
				search.size(), found.total());
	}

	@GetMapping("/admin/accounts/{id}")
	AccountResponse show(@PathVariable("id") String id) {
		return AccountResponse.of(this.inspection.get(Paths.accountId(id)));
	}

	@PostMapping("/admin/accounts/{id}/unlock")
	ResponseEntity<Void> unlock(AuthenticatedAccount caller, @PathVariable("id") String id,
			@RequestBody(required = false) @Nullable NoFields body) {
		this.administration.unlock(caller.accountId(), Paths.accountId(id));
		return ResponseEntity.noContent().build();
	}

	@PostMapping("/admin/accounts/{id}/disable")
	ResponseEntity<Void> disable(AuthenticatedAccount caller, @PathVariable("id") String id,
			@RequestBody(required = false) @Nullable NoFields body) {
		this.administration.disable(caller.accountId(), Paths.accountId(id));
		return ResponseEntity.noContent().build();
	}

	@PostMapping("/admin/accounts/{id}/enable")
	ResponseEntity<Void> enable(AuthenticatedAccount caller, @PathVariable("id") String id,
			@RequestBody(required = false) @Nullable NoFields body) {
		this.administration.enable(caller.accountId(), Paths.accountId(id));
		return ResponseEntity.noContent().build();
	}

	@PostMapping("/admin/accounts/{id}/require-password-change")
	ResponseEntity<Void> requirePasswordChange(AuthenticatedAccount caller, @PathVariable("id") String id,
			@RequestBody(required = false) @Nullable NoFields body) {
		this.administration.requirePasswordChange(caller.accountId(), Paths.accountId(id));
		return ResponseEntity.noContent().build();
	}

	@PutMapping("/admin/accounts/{id}/roles")
	ResponseEntity<Void> setRoles(AuthenticatedAccount caller, @PathVariable("id") String id,
			@RequestBody RolesRequest body) {
		this.administration.setRoles(caller.accountId(), Paths.accountId(id), body.roles());
		return ResponseEntity.noContent().build();
	}

	/**
	 * All roles that an account has from now on.
	 *
	 * @param roles names without prefix
	 */
	record RolesRequest(List<String> roles) {

		RolesRequest {
			roles = List.copyOf(roles);
		}

	}

}
