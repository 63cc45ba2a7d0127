package io.github.jwtauth.flow.hosts.entities.model;

import org.springframework.data.repository.CrudRepository;

/**
 * The host's own repository.
 */
public interface NoteRepository extends CrudRepository<Note, Long> {

}
