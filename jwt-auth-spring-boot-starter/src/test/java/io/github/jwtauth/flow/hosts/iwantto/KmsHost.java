package io.github.jwtauth.flow.hosts.iwantto;

import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.jwtauth.boot.JwtAuthBean;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;

/**
 * Keys that never leave their vault, and authorities for {@code jwtAuth()} alone.
 */
@Configuration(proxyBeanMethods = false)
public class KmsHost {

	/** Stands for the KMS. */
	private final ECKey vault;

	KmsHost() throws JOSEException {
		this.vault = new ECKeyGenerator(Curve.P_256).keyID("kms-1").generate();
	}

	@Bean(defaultCandidate = false)
	@JwtAuthBean
	JWKSource<SecurityContext> publicKeys() {
		return new ImmutableJWKSet<>(new JWKSet(this.vault.toPublicJWK()));
	}

	@Bean(defaultCandidate = false)
	@JwtAuthBean
	JwtEncoder kmsEncoder() {
		NimbusJwtEncoder kms = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(this.vault)));
		return (parameters) -> kms.encode(parameters);
	}

	@Bean(defaultCandidate = false)
	@JwtAuthBean
	Converter<Jwt, AbstractAuthenticationToken> markedAuthorities() {
		return (jwt) -> {
			List<GrantedAuthority> authorities = jwt.getClaimAsStringList("roles")
				.stream()
				.<GrantedAuthority>map((role) -> new SimpleGrantedAuthority("marked:" + role))
				.toList();
			return new JwtAuthenticationToken(jwt, authorities);
		};
	}

	@Bean
	SecurityFilterChain chain(HttpSecurity http) {
		http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
		http.with(jwtAuth());
		return http.build();
	}

}
