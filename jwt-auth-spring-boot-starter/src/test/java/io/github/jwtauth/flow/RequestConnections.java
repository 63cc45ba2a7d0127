package io.github.jwtauth.flow;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Writes down which connections are taken by threads that answer requests, on all nodes
 * of a test. What polls has threads of its own.
 */
@Configuration(proxyBeanMethods = false)
class RequestConnections {

	/** As the web server calls the threads that answer. */
	private static final String ANSWERS = "-exec-";

	private static final List<String> TAKEN = new CopyOnWriteArrayList<>();

	/** The threads that took one since the last {@link #forget()}. */
	static List<String> taken() {
		return List.copyOf(TAKEN);
	}

	static void forget() {
		TAKEN.clear();
	}

	@Bean
	static BeanPostProcessor watchConnections() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof DataSource dataSource) ? watched(dataSource) : bean;
			}

		};
	}

	private static DataSource watched(DataSource target) {
		return new DelegatingDataSource(target) {

			@Override
			public Connection getConnection() throws SQLException {
				String thread = Thread.currentThread().getName();
				if (thread.contains(ANSWERS)) {
					TAKEN.add(thread);
				}
				return super.getConnection();
			}

		};
	}

}
