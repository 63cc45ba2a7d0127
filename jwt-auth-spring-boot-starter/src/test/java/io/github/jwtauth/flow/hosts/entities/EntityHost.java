package io.github.jwtauth.flow.hosts.entities;

import io.github.jwtauth.host.Note;
import io.github.jwtauth.host.NoteRepository;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A host that says itself where its entities and repositories are.
 */
@SpringBootApplication
@EntityScan(basePackageClasses = Note.class)
@EnableJpaRepositories(basePackageClasses = NoteRepository.class)
public class EntityHost {

	@RestController
	static class NoteController {

		private final NoteRepository notes;

		NoteController(NoteRepository notes) {
			this.notes = notes;
		}

		@GetMapping("/api/notes")
		long count() {
			this.notes.save(new Note("one more"));
			return this.notes.count();
		}

	}

}
