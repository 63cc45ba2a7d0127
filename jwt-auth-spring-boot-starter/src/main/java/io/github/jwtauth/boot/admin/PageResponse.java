package io.github.jwtauth.boot.admin;

import java.util.List;

/**
 * Some of many.
 *
 * @param <T> of what
 * @param items those of this page
 * @param page its number, from 0
 * @param size most items of a page
 * @param total how many there are on all pages
 */
record PageResponse<T>(List<T> items, int page, int size, long total) {

	PageResponse {
		items = List.copyOf(items);
	}

}
