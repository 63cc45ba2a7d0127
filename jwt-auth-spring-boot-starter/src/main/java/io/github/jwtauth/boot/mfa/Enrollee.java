package io.github.jwtauth.boot.mfa;

import java.util.function.BooleanSupplier;

import io.github.jwtauth.AccountId;

/**
 * Who sets a factor up.
 *
 * @param accountId whose it becomes
 * @param onceProven what belongs into the transaction that activates it; says no when
 * that may not happen any more
 */
record Enrollee(AccountId accountId, BooleanSupplier onceProven) {

}
