package io.github.jwtauth.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * One reason not to start.
 *
 * @param property the property that it hangs on
 * @param description what is wrong and why that matters
 * @param line the line to paste into {@code application.properties}, or {@code null} when
 * there is nothing to paste
 */
record ConfigurationProblem(String property, String description, @Nullable String line) {

}
