package io.github.jwtauth.flow;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A host's data source that writes down what is sent to the database, and that can be cut
 * off.
 */
public final class ObservedDataSource extends DelegatingDataSource {

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private volatile boolean down;

	private ObservedDataSource(DataSource target) {
		super(target);
	}

	/** From now on there is no database. */
	public void cut() {
		this.down = true;
	}

	/** It is back. */
	public void mend() {
		this.down = false;
	}

	/**
	 * Forgets what was sent.
	 * @return this
	 */
	public ObservedDataSource reset() {
		this.calls.clear();
		return this;
	}

	/**
	 * What was sent since the last {@link #reset()}: the SQL of statements,
	 * {@code commit} and {@code rollback}.
	 * @return in order
	 */
	public List<String> calls() {
		return List.copyOf(this.calls);
	}

	@Override
	public Connection getConnection() throws SQLException {
		if (this.down) {
			throw new SQLTransientConnectionException("cut off by the test");
		}
		Connection connection = super.getConnection();
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					if (this.down && !method.getName().equals("close")) {
						throw new SQLTransientConnectionException("cut off by the test");
					}
					switch (method.getName()) {
						case "prepareStatement" -> this.calls.add((String) arguments[0]);
						case "commit", "rollback", "getTransactionIsolation", "setTransactionIsolation" ->
							this.calls.add(method.getName());
						default -> {
						}
					}
					try {
						Object result = method.invoke(connection, arguments);
						return (method.getName().equals("createStatement")) ? observed((Statement) result) : result;
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	private Statement observed(Statement statement) {
		return (Statement) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Statement.class },
				(proxy, method, arguments) -> {
					if (method.getName().startsWith("execute") && arguments != null) {
						this.calls.add((String) arguments[0]);
					}
					try {
						return method.invoke(statement, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	/**
	 * Adds to a host what observes its data source.
	 */
	@Configuration(proxyBeanMethods = false)
	public static class Observation {

		@Bean
		static BeanPostProcessor observeDataSource() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					return (bean instanceof DataSource dataSource) ? new ObservedDataSource(dataSource) : bean;
				}

			};
		}

	}

}
