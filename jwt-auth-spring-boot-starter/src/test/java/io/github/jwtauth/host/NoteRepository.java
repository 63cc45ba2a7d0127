package io.github.jwtauth.host;

import org.springframework.data.repository.CrudRepository;

/**
 * A host's repository.
 */
public interface NoteRepository extends CrudRepository<Note, Long> {

}
