package io.github.jwtauth.boot;

import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Which of the host's databases has the tables: the one that {@code jwtauth.data-source}
 * names, else the one that is marked with {@link JwtAuthDataSource}, else the one that
 * the host itself gets when it asks for none in particular. The only place that decides
 * it. Not for hosts. Safe for use by several threads.
 */
public final class AuthDataSource {

	private static final String PROPERTY = "jwtauth.data-source";

	private final @Nullable String name;

	private final ObjectProvider<DataSource> marked;

	private final ObjectProvider<DataSource> usual;

	private final ListableBeanFactory beanFactory;

	/**
	 * Looks at nothing yet: a choice that cannot be made is told together with everything
	 * else that is wrong with the configuration.
	 * @param name the bean that the host named, or {@code null}
	 * @param marked the data sources that the host marked
	 * @param usual those that the host gets without asking for one in particular
	 * @param beanFactory knows beans by their names
	 */
	public AuthDataSource(@Nullable String name, ObjectProvider<DataSource> marked, ObjectProvider<DataSource> usual,
			ListableBeanFactory beanFactory) {
		this.name = name;
		this.marked = marked;
		this.usual = usual;
		this.beanFactory = beanFactory;
	}

	/**
	 * The database of the tables.
	 * @return its data source, the same each time. Without the proxy that gives everybody
	 * the connection of the running transaction: managers take it off as well, and what
	 * they begin is known by what is below it
	 * @throws InvalidPropertyException when it cannot be told which one it is
	 */
	public DataSource get() {
		DataSource found = choose();
		while (found instanceof TransactionAwareDataSourceProxy proxy) {
			found = proxy.getTargetDataSource();
		}
		return Objects.requireNonNull(found);
	}

	private DataSource choose() {
		if (this.name != null && !this.name.isEmpty()) {
			return named(this.name);
		}
		List<DataSource> found = this.marked.stream().toList();
		if (found.size() > 1) {
			throw refusal("several data sources are marked with @JwtAuthDataSource");
		}
		if (!found.isEmpty()) {
			return found.get(0);
		}
		DataSource unique = this.usual.getIfUnique();
		if (unique == null) {
			throw refusal("there are several data sources, and none of them is primary");
		}
		return unique;
	}

	/**
	 * Whether the host said which one it is.
	 * @return false when it is the one that the host itself gets
	 */
	public boolean isChosen() {
		return (this.name != null && !this.name.isEmpty()) || this.marked.stream().findAny().isPresent();
	}

	private DataSource named(String bean) {
		if (!this.beanFactory.containsBean(bean) || !this.beanFactory.isTypeMatch(bean, DataSource.class)) {
			throw refusal("there is no data source '" + bean + "'");
		}
		return this.beanFactory.getBean(bean, DataSource.class);
	}

	private InvalidPropertyException refusal(String problem) {
		List<String> names = List.of(this.beanFactory.getBeanNamesForType(DataSource.class, true, false));
		return new InvalidPropertyException(PROPERTY, problem, "name the bean of the database that has the tables"
				+ " jwtauth_*, one of " + String.join(", ", names) + ", or mark it with @JwtAuthDataSource");
	}

}
