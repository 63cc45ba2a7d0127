package io.github.jwtauth.boot.jpa;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Records what is asked of the database: statements, commits, and the calls for which a
 * driver goes there by itself. Sits in front of the pool.
 */
final class TestStatements {

	private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

	/** What happened while the work ran. */
	List<String> during(Runnable work) {
		this.calls.clear();
		work.run();
		return List.copyOf(this.calls);
	}

	private DataSource watch(DataSource target) {
		return proxy(DataSource.class, target,
				(method, arguments, result) -> (result instanceof Connection connection) ? watch(connection) : result);
	}

	private Connection watch(Connection target) {
		return proxy(Connection.class, target, (method, arguments, result) -> {
			switch (method.getName()) {
				case "commit", "rollback" -> this.calls.add(method.getName());
				case "getTransactionIsolation", "setTransactionIsolation", "setReadOnly" ->
					this.calls.add("connection." + method.getName());
				default -> {
				}
			}
			if (result instanceof PreparedStatement prepared) {
				return watch(PreparedStatement.class, prepared, (String) arguments[0]);
			}
			return (result instanceof Statement plain) ? watch(Statement.class, plain, "") : result;
		});
	}

	private <S extends Statement> S watch(Class<S> type, S target, String sql) {
		return proxy(type, target, (method, arguments, result) -> {
			if (method.getName().startsWith("execute")) {
				String text = sql.isEmpty() ? (String) arguments[0] : sql;
				this.calls.add(text.strip().split("\\s")[0]);
			}
			if (method.getName().equals("getParameterMetaData")) {
				this.calls.add("statement.getParameterMetaData");
			}
			return result;
		});
	}

	private static <T> T proxy(Class<T> type, T target, Answer answer) {
		InvocationHandler handler = (proxy, method, arguments) -> {
			try {
				return answer.to(method, arguments, method.invoke(target, arguments));
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		};
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private interface Answer {

		Object to(Method method, Object[] arguments, Object result);

	}

	/** Puts a recorder in front of the pool. */
	@Configuration(proxyBeanMethods = false)
	static class Watched {

		@Bean
		TestStatements statements() {
			return new TestStatements();
		}

		@Bean
		static BeanPostProcessor watchedDataSource(ObjectProvider<TestStatements> statements) {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return (bean instanceof DataSource dataSource) ? statements.getObject().watch(dataSource) : bean;
				}

			};
		}

	}

	/** A house on a database, and its recorder. */
	static TestHouse on(Map<String, String> database, String... more) {
		return TestHouse.on(database, List.of(Watched.class), more);
	}

}
