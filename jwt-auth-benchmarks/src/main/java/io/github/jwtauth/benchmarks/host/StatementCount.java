package io.github.jwtauth.benchmarks.host;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Counts what is sent to the database. Counting costs, so it is on only while nothing
 * else is measured.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("benchmark.count-statements")
class StatementCount {

	private static final AtomicLong STATEMENTS = new AtomicLong();

	private static final AtomicLong COMMITS = new AtomicLong();

	@Bean
	static BeanPostProcessor countStatements() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof DataSource dataSource) ? new CountingDataSource(dataSource) : bean;
			}

		};
	}

	private static <T> T counting(Class<T> type, T target) {
		InvocationHandler handler = (proxy, method, arguments) -> {
			if (method.getName().startsWith("execute")) {
				STATEMENTS.incrementAndGet();
			}
			if (method.getName().equals("commit")) {
				COMMITS.incrementAndGet();
			}
			try {
				Object result = method.invoke(target, arguments);
				return (result instanceof Statement statement && type == Connection.class)
						? counting(method.getReturnType().asSubclass(Statement.class), statement) : result;
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		};
		return type
			.cast(Proxy.newProxyInstance(StatementCount.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

	/**
	 * Tells the count.
	 */
	@RestController
	@ConditionalOnBooleanProperty("benchmark.count-statements")
	static class CountController {

		@GetMapping("/open/count")
		Map<String, String> count() {
			return Map.of("statements", STATEMENTS.toString(), "commits", COMMITS.toString());
		}

	}

	private static final class CountingDataSource extends DelegatingDataSource {

		private CountingDataSource(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			return counting(Connection.class, super.getConnection());
		}

	}

}
