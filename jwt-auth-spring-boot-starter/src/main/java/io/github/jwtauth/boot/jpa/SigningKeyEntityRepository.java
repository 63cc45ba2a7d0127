package io.github.jwtauth.boot.jpa;

import java.util.List;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/**
 * Reads and changes keys. Made by {@link JwtAuthJpaAutoConfiguration}, never by a scan.
 */
interface SigningKeyEntityRepository extends Repository<SigningKeyEntity, String> {

	@Query("select k from JwtAuthSigningKey k order by k.sequence")
	List<SigningKeyEntity> findAllInSequence();

	@Modifying
	@Query("update JwtAuthSigningKey k set k.sealedPrivateKey = :box where k.kid = :kid")
	int reseal(@Param("kid") String kid, @Param("box") byte[] box);

	@Modifying
	@Query("delete from JwtAuthSigningKey k where k.kid = :kid")
	int remove(@Param("kid") String kid);

}
