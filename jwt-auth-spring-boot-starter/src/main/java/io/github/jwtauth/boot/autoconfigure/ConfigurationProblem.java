package io.github.jwtauth.boot.autoconfigure;

import java.util.regex.Pattern;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * One reason not to start.
 *
 * @param property the property that it hangs on
 * @param description what is wrong and why that matters
 * @param line the line to paste into {@code application.properties}, or {@code null} when
 * there is nothing to paste
 */
record ConfigurationProblem(String property, String description, @Nullable String line) {

	private static final Pattern LINE = Pattern.compile("[a-z][a-z0-9.\\[\\]-]*=\\S+");

	/**
	 * What a record of properties, or an adapter, refuses.
	 * @param refusal its own words
	 * @return the same as one of several reasons
	 */
	static ConfigurationProblem of(InvalidPropertyException refusal) {
		String fix = refusal.fix();
		return LINE.matcher(fix).matches() ? new ConfigurationProblem(refusal.property(), refusal.problem(), fix)
				: new ConfigurationProblem(refusal.property(), refusal.problem() + ". " + StringUtils.capitalize(fix),
						null);
	}

}
