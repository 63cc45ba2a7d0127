package io.github.jwtauth.boot.jpa;

import io.github.jwtauth.host.HostApplication;
import io.github.jwtauth.host.Note;
import io.github.jwtauth.host.NoteRepository;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jpa.test.autoconfigure.TestEntityManager;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host's own test of its repository, with nothing of ours in it.
 */
@DataJpaTest
@ContextConfiguration(classes = HostApplication.class)
class HostSliceTests {

	@Autowired
	private NoteRepository notes;

	@Autowired
	private TestEntityManager entities;

	@Autowired
	private ApplicationContext context;

	@Test
	void hostTestsItsRepository() {
		Note note = this.entities.persistAndFlush(new Note("mine"));
		assertThat(this.notes.findById(note.getId())).map(Note::getText).contains("mine");
	}

	@Test
	void nothingOfOursIsLoaded() {
		assertThat(this.context.getBeanDefinitionNames()).noneMatch((name) -> name.startsWith("jwtAuth"));
	}

}
