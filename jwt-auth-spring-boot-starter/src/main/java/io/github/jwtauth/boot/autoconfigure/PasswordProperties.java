package io.github.jwtauth.boot.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.password.CharacterClass;
import io.github.jwtauth.password.PasswordRules;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is demanded of new passwords.
 *
 * @param minLength Fewest characters of a new password, 8 to 64.
 * @param maxLength Most characters of a new password, 64 to 256.
 * @param history How many former passwords are refused beside the present one, 0 to 24.
 * @param require Kinds of characters that must be in a new password.
 * @param contextWords Words that must not be in a new password, of at least 4 characters:
 * the company, its products. The application name is one of them already.
 * @param breachCheck Whether a service is asked if a new password was published after a
 * breach. Five hexadecimal digits of its hash leave the application.
 */
@ConfigurationProperties("jwtauth.password")
record PasswordProperties(@DefaultValue("12") int minLength, @DefaultValue("128") int maxLength,
		@DefaultValue("5") int history, @DefaultValue Set<CharacterClass> require,
		@DefaultValue List<String> contextWords, @DefaultValue("false") boolean breachCheck) {

	PasswordProperties {
		require("min-length", minLength, 8, 64);
		require("max-length", maxLength, 64, 256);
		require("history", history, 0, PasswordRules.MAX_HISTORY);
	}

	PasswordRules rules(String applicationName) {
		List<String> words = Stream.concat(Stream.of(applicationName), this.contextWords.stream()).toList();
		return new PasswordRules(this.minLength, this.maxLength, this.require, words, this.history, this.breachCheck);
	}

	private static void require(String name, int value, int least, int most) {
		if (value < least || value > most) {
			throw new InvalidPropertyException("jwtauth.password." + name, "it is " + value,
					"choose a number from " + least + " to " + most);
		}
	}

}
