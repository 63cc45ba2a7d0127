package io.github.jwtauth.flow;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * A host application, started as its owner would start it: Boot's auto-configuration, a
 * real web server on a free port, its own database.
 */
public final class TestHost implements AutoCloseable {

	/** On the class path of these tests, and not in most applications. */
	private static final Set<String> NEIGHBOURS = autoConfigurations(".modulith.", ".server.authorization.",
			".actuate.", ".boot.health.", ".boot.micrometer.", ".data.redis.");

	/** What every account of a test logs in with. */
	public static final String PASSWORD = "correct horse battery staple";

	private final ConfigurableApplicationContext context;

	private TestHost(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts a host on an in-memory database of its own.
	 * @param application the host's configuration classes
	 * @return what to add before it starts
	 */
	public static Starting of(Class<?>... application) {
		return new Starting(application);
	}

	/**
	 * A bean of the host.
	 * @param <T> its type
	 * @param type its type
	 * @return the bean
	 */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	public int port() {
		return ((ServletWebServerApplicationContext) this.context).getWebServer().getPort();
	}

	/**
	 * Somebody who talks to the host.
	 * @return a caller without cookies
	 */
	public TestCaller caller() {
		return new TestCaller(port());
	}

	/**
	 * Adds a verified account with {@link #PASSWORD}.
	 * @param email its address
	 * @param roles its roles
	 * @return its key
	 */
	public String account(String email, String... roles) {
		Secret hash = bean(Passwords.class).encode(RawPassword.of(Secret.of(PASSWORD), "password"));
		Account account = Account.withKey(UUID.randomUUID().toString())
			.withEmail(EmailAddress.of(email), true)
			.withPasswordHash(hash)
			.withRoles(List.of(roles));
		bean(AccountStore.class).insertIfAbsent(account);
		return account.key();
	}

	/**
	 * The mails that have left this host, unless it was started
	 * {@link Starting#withoutTransport}.
	 * @return what kept them
	 */
	public TestMails mails() {
		return bean(TestMails.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

	private static Set<String> autoConfigurations(String... parts) {
		return StreamSupport
			.stream(ImportCandidates.load(AutoConfiguration.class, TestHost.class.getClassLoader()).spliterator(),
					false)
			.filter((name) -> Arrays.stream(parts).anyMatch(name::contains))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * A host that has not started yet.
	 */
	public static final class Starting {

		private final Class<?>[] application;

		private final Map<String, Object> properties = new LinkedHashMap<>();

		private final Set<String> absent = new TreeSet<>(NEIGHBOURS);

		private boolean transport = true;

		private WebApplicationType type = WebApplicationType.SERVLET;

		private ClassLoader classLoader = TestHost.class.getClassLoader();

		private Starting(Class<?>... application) {
			this.application = application;
			with("server.port", "0");
			with("spring.main.banner-mode", "off");
			with("spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID());
			with("jwtauth.cookie.secure", "false");
			// All tests come from one address; those of the limits say otherwise.
			with("jwtauth.rate-limit.allowed-networks", "127.0.0.0/8,::1");
		}

		public Starting with(String property, Object value) {
			this.properties.put(property, value);
			return this;
		}

		public Starting with(Map<String, ?> more) {
			this.properties.putAll(more);
			return this;
		}

		/**
		 * A neighbour that this host has.
		 * @param parts of the names of its auto-configurations
		 * @return this
		 */
		public Starting beside(String... parts) {
			this.absent.removeIf((name) -> Arrays.stream(parts).anyMatch(name::contains));
			return this;
		}

		/**
		 * The same host as it was before it had us.
		 * @return this
		 */
		public Starting withoutUs() {
			this.absent.addAll(autoConfigurations("io.github.jwtauth."));
			return this;
		}

		/**
		 * A host that has to say itself how mail is sent.
		 * @return this
		 */
		public Starting withoutTransport() {
			this.transport = false;
			return this;
		}

		public Starting web(WebApplicationType webApplicationType) {
			this.type = webApplicationType;
			return this;
		}

		/**
		 * Files of this host alone.
		 * @param folder looks like {@code src/main/resources}
		 * @return this
		 */
		public Starting resources(Path folder) {
			try {
				this.classLoader = new URLClassLoader(new URL[] { folder.toUri().toURL() }, this.classLoader);
				return this;
			}
			catch (MalformedURLException ex) {
				throw new IllegalArgumentException(ex);
			}
		}

		public TestHost start() {
			with("spring.autoconfigure.exclude", String.join(",", this.absent));
			SpringApplicationBuilder host = new SpringApplicationBuilder(new DefaultResourceLoader(this.classLoader),
					this.application)
				.web(this.type)
				.properties(this.properties);
			if (this.transport) {
				host.initializers((context) -> ((GenericApplicationContext) context).registerBean(TestMails.class));
			}
			return new TestHost(host.run());
		}

	}

}
