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
 * @param minLength Fewest characters of a new password, 12 to 64; 8 to 11 only where
 * 'jwtauth.mfa.mode' is 'required', or where short passwords are allowed.
 * @param maxLength Most characters of a new password, 64 to 256.
 * @param history How many former passwords are refused beside the present one, 0 to 24.
 * @param require Kinds of characters that must be in a new password.
 * @param contextWords Words that must not be in a new password, of at least 4 characters:
 * the company, its products. The application name is one of them already.
 * @param breachCheck Whether a service is asked if a new password was published after a
 * breach. Five hexadecimal digits of its hash leave the application.
 * @param allowShortPasswords Whether a new password may have 8 to 11 characters where no
 * second factor is required.
 */
@ConfigurationProperties("jwtauth.password")
record PasswordProperties(@DefaultValue("12") int minLength, @DefaultValue("128") int maxLength,
		@DefaultValue("5") int history, @DefaultValue Set<CharacterClass> require,
		@DefaultValue List<String> contextWords, @DefaultValue("false") boolean breachCheck,
		@DefaultValue("false") boolean allowShortPasswords) {

	PasswordProperties {
		require("min-length", minLength, 8, 64, "shorter ones are guessed, and longer ones are not remembered", 12);
		require("max-length", maxLength, 64, 256, "people have long passphrases, and hashing has to end", 128);
		require("history", history, 0, PasswordRules.MAX_HISTORY, "each of them is hashed at every change", 5);
	}

	PasswordRules rules(String applicationName) {
		List<String> words = Stream.concat(Stream.of(applicationName), this.contextWords.stream()).toList();
		return new PasswordRules(this.minLength, this.maxLength, this.require, words, this.history, this.breachCheck);
	}

	private static void require(String name, int value, int least, int most, String reason, int usual) {
		if (value < least || value > most) {
			String property = "jwtauth.password." + name;
			throw new InvalidPropertyException(property,
					"it is " + value + ", and has to be " + least + " to " + most + ": " + reason,
					property + "=" + usual);
		}
	}

}
