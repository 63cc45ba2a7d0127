package io.github.jwtauth.profile;

import org.jspecify.annotations.Nullable;

/**
 * What a field is to become. A field that stays as it is has no edit.
 *
 * @param text the new text without surrounding space, or {@code null} when the field is
 * cleared; a blank text clears it as well
 */
public record Edit(@Nullable String text) {

	public Edit {
		String stripped = (text != null) ? text.strip() : "";
		text = stripped.isEmpty() ? null : stripped;
	}

	static @Nullable String of(@Nullable Edit edit, @Nullable String present) {
		return (edit != null) ? edit.text() : present;
	}

	/** Most of what people write of themselves is personal data. */
	@Override
	public String toString() {
		return "Edit[***]";
	}

}
