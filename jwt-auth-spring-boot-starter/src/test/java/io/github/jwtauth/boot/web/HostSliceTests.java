package io.github.jwtauth.boot.web;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.boot.http.EndpointSettings;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

/** A slice of a host's own: the caller is resolved, and nothing else of ours is there. */
@WebMvcTest
@ContextConfiguration(classes = HostSliceTests.SlicedHost.class)
class HostSliceTests {

	private final AccountId accountId = AccountId.random(RandomBytes.secure());

	@Autowired
	private MockMvc mockMvc;

	@Autowired
	private ApplicationContext context;

	@Test
	void aControllerTakesTheCaller() throws Exception {
		SessionId sessionId = SessionId.random(RandomBytes.secure());
		this.mockMvc.perform(get("/sliced").with(jwt().jwt((token) -> token.subject(this.accountId.toString())
			.claim("sid", sessionId.toString())
			.claim("auth_time", Instant.EPOCH)
			.expiresAt(Instant.MAX)))).andExpect(content().string(this.accountId.toString()));
	}

	@Test
	void nothingElseOfOursIsLoaded() {
		assertThat(this.context.getBeanNamesForType(EndpointSettings.class)).isEmpty();
		assertThat(this.context.getBeanNamesForType(AuthEndpointMapping.class)).isEmpty();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(SlicedController.class)
	static class SlicedHost {

	}

	@RestController
	static class SlicedController {

		@GetMapping("/sliced")
		String me(AuthenticatedAccount account) {
			return account.accountId().toString();
		}

	}

}
