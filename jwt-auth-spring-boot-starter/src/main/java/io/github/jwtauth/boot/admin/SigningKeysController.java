package io.github.jwtauth.boot.admin;

import io.github.jwtauth.administration.SigningKeyAdministration;
import io.github.jwtauth.boot.http.AuthController;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Rotates and removes signing keys. Who may is decided by {@link AdministratorRule}.
 */
@AuthController
final class SigningKeysController {

	private final SigningKeyAdministration keys;

	SigningKeysController(SigningKeyAdministration keys) {
		this.keys = keys;
	}

	@PostMapping("/admin/keys/rotate")
	ResponseEntity<Void> rotate(@RequestBody(required = false) @Nullable NoFields body) {
		this.keys.rotate();
		return ResponseEntity.noContent().build();
	}

	@DeleteMapping("/admin/keys/{kid}")
	ResponseEntity<Void> remove(@PathVariable("kid") String kid,
			@RequestBody(required = false) @Nullable NoFields body) {
		this.keys.remove(kid);
		return ResponseEntity.noContent().build();
	}

}
