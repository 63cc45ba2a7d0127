package io.github.jwtauth.flow.hosts.iwantto;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.password.OldSystem;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

/**
 * The snippet about an old system of {@code docs/i-want-to.md}.
 */
@Configuration(proxyBeanMethods = false)
@Import({ OldShopHost.OldShop.class, OldShopHost.OldShopPasswords.class })
public class OldShopHost {

	/** Stands for a client of the old system's API. */
	public static class OldShop {

		public final Map<String, User> users = new HashMap<>();

		public int calls;

		public boolean down;

		Optional<User> login(String email, String password) {
			this.calls++;
			if (this.down) {
				throw new IllegalStateException("connection refused");
			}
			return Optional.ofNullable(this.users.get(email)).filter((user) -> user.password().equals(password));
		}

		public record User(long id, String email, boolean blocked, String password) {

		}

	}

	@Component
	static class OldShopPasswords implements OldSystem {

		private final OldShop shop;

		OldShopPasswords(OldShop shop) {
			this.shop = shop;
		}

		@Override
		public boolean accepts(Account account, Secret password) {
			EmailAddress email = Objects.requireNonNull(account.email());
			return this.shop.login(email.canonical(), password.reveal()).isPresent();
		}

		@Override
		public Optional<Account> bring(String identifier, Secret password) {
			return EmailAddress.parse(identifier)
				.flatMap((email) -> this.shop.login(email.canonical(), password.reveal()))
				.map((user) -> Account.withKey("shop-" + user.id())
					.withEmail(EmailAddress.of(user.email()), true)
					.withStatus(user.blocked() ? AccountStatus.DISABLED : AccountStatus.ACTIVE));
		}

	}

}
