package io.github.jwtauth.flow.hosts.notes;

import io.github.jwtauth.host.Note;
import io.github.jwtauth.host.NoteRepository;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A host with an entity, a repository and an endpoint that uses both.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@AutoConfigurationPackage(basePackageClasses = Note.class)
@Import(NotesHost.Notes.class)
public class NotesHost {

	/**
	 * What the host has been doing all along.
	 */
	@RestController
	public static class Notes {

		private final NoteRepository repository;

		Notes(NoteRepository repository) {
			this.repository = repository;
		}

		@Transactional
		@GetMapping("/api/ping")
		public long add() {
			this.repository.save(new Note("one more"));
			return this.repository.count();
		}

	}

}
