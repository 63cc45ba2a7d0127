package io.github.jwtauth.boot.web;

import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.CallGuard;
import io.github.jwtauth.boot.http.ProblemWriter;
import io.github.jwtauth.boot.http.RequestIds;
import io.github.jwtauth.boot.http.StrictJson;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * How guards learn of the end of a call.
 */
class AuthHandlerAdapterTests {

	private final List<String> ends = new ArrayList<>();

	@Test
	void anErrorIsNoSuccess() {
		OutOfMemoryError error = new OutOfMemoryError("no room for a hash");
		AuthHandlerAdapter adapter = adapter(told("first"), (endpoint, request) -> {
			throw error;
		});
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> call(adapter)).isSameAs(error);
		assertThat(this.ends).containsExactly("first 500 OutOfMemoryError");
	}

	@Test
	void aGuardThatFailsAfterTheCallKeepsNothingFromTheOthers() throws Exception {
		AuthHandlerAdapter adapter = adapter((endpoint, request) -> (status, failure) -> {
			throw new IllegalStateException("a meter is broken");
		}, told("second"), (endpoint, request) -> {
			throw new IllegalStateException("not admitted");
		});
		assertThat(call(adapter).getStatus()).isEqualTo(500);
		assertThat(this.ends).containsExactly("second 500 IllegalStateException");
	}

	private CallGuard told(String name) {
		return (endpoint, request) -> (status, failure) -> this.ends
			.add(name + ' ' + status + ' ' + ((failure != null) ? failure.getClass().getSimpleName() : "success"));
	}

	private static AuthHandlerAdapter adapter(CallGuard... guards) {
		StrictJson json = new StrictJson();
		return new AuthHandlerAdapter(List.of(), json, new ProblemWriter(json, mock(RequestIds.class)),
				List.of(guards));
	}

	private static MockHttpServletResponse call(AuthHandlerAdapter adapter) throws Exception {
		MockHttpServletResponse response = new MockHttpServletResponse();
		adapter.handle(new MockHttpServletRequest(), response,
				new AuthHandler.Call(AuthEndpoint.LOGIN, mock(HandlerMethod.class)));
		return response;
	}

}
