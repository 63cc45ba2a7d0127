package io.github.jwtauth.flow.hosts.entities.model;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/**
 * Something of the host's own.
 */
@Entity
public class Note {

	@Id
	@GeneratedValue
	private Long id;

	private String text;

	protected Note() {
	}

	public Note(String text) {
		this.text = text;
	}

	public Long id() {
		return this.id;
	}

	public String text() {
		return this.text;
	}

}
