package io.github.jwtauth.boot.jpa;

/**
 * A column, as far as statements of ours depend on it.
 *
 * @param name its name, in lower case
 * @param type the family of its type, the same word for types that statements cannot tell
 * apart
 * @param size how much it holds: characters, bytes, or the bits of an integer; 0 where
 * the type says it all
 * @param nullable whether it takes null
 * @param given whether the database fills it when an insert does not: it has a default or
 * is computed
 */
record ColumnShape(String name, String type, int size, boolean nullable, boolean given) {

	/** Whether what fits into the other column fits into this one. */
	boolean holds(ColumnShape other) {
		if (other.type.equals("date") && this.type.equals("timestamp")) {
			return true; // what H2 makes of a date in the mode of Oracle
		}
		return this.type.equals(other.type) && this.size >= other.size;
	}

	String typeAndSize() {
		return (this.size > 0) ? this.type + "(" + this.size + ")" : this.type;
	}

	@Override
	public String toString() {
		return this.name + " " + typeAndSize() + (this.nullable ? "" : " not null") + (this.given ? " given" : "");
	}

}
