package io.github.jwtauth.boot.jose;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

import org.springframework.security.oauth2.jwt.JwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How every token that is not valid is refused: in the same words, without a connection
 * to anywhere, and without a trace of it in the log (requirements ).
 */
final class TestRefusals implements BeforeEachCallback, AfterEachCallback {

	private final Queue<URI> connections = new ConcurrentLinkedQueue<>();

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final List<Appender<ILoggingEvent>> originalAppenders = new ArrayList<>();

	private @Nullable ProxySelector original;

	private @Nullable Level originalLevel;

	/** By one of the rules named, so that no token is refused for a slip in the test. */
	static void assertRefused(JwtDecoder decoder, String token, String... reasons) {
		assertThatExceptionOfType(InvalidAccessTokenException.class).isThrownBy(() -> decoder.decode(token))
			.withMessage("The access token is not valid.")
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.reason()).isIn((Object[]) reasons))
			.satisfies((ex) -> assertThat(ex.getStackTrace()).isEmpty());
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.original = ProxySelector.getDefault();
		ProxySelector.setDefault(new ProxySelector() {

			@Override
			public List<Proxy> select(URI uri) {
				TestRefusals.this.connections.add(uri);
				return List.of(Proxy.NO_PROXY);
			}

			@Override
			public void connectFailed(URI uri, SocketAddress address, IOException ex) {
			}

		});
		Logger logger = root();
		this.originalLevel = logger.getLevel();
		logger.iteratorForAppenders().forEachRemaining(this.originalAppenders::add);
		this.originalAppenders.forEach(logger::detachAppender);
		this.log.start();
		logger.addAppender(this.log);
		logger.setLevel(Level.DEBUG);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		ProxySelector.setDefault(this.original);
		root().detachAppender(this.log);
		this.originalAppenders.forEach(root()::addAppender);
		root().setLevel(this.originalLevel);
		assertThat(this.connections).isEmpty();
		assertThat(this.log.list).isNotEmpty().allSatisfy((event) -> {
			assertThat(event.getLevel().toInt()).isLessThanOrEqualTo(Level.DEBUG_INT);
			assertThat(event.getThrowableProxy()).isNull();
			assertThat(event.getFormattedMessage()).hasSizeLessThan(80)
				.doesNotContain(TestNode.ACCOUNT.toString(), TestNode.SESSION.toString(), "ES256", "\n");
		});
	}

	private static Logger root() {
		return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

}
