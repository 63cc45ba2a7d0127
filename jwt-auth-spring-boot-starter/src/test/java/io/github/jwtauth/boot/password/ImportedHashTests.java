package io.github.jwtauth.boot.password;

import java.time.Duration;

import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.password.PasswordMatch;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.protection.HashingBulkhead;
import io.github.jwtauth.protection.HashingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Requirement R-12 for hashes that accounts bring along. None of the hashes were made by
 * the code under test:
 * <ul>
 * <li>{django} by Django 5.2.17 with argon2-cffi 25.1 and bcrypt 5.0:
 * {@code get_hasher("scrypt").encode(password, "seasalt", n=1024, r=8, p=5)} and the
 * like</li>
 * <li>{keycloak} with PBKDF2 by CPython: {@code b64encode(hashlib.pbkdf2_hmac("sha256",
 * password.encode(), bytes(range(16)), 27500, 64))}; with Argon2 by argon2-cffi:
 * {@code hash_secret_raw(password.encode(), bytes(range(16)), 5, 7168, 1, 32, Type.ID)}</li>
 * <li>{scrypt} by {@code hashlib.scrypt(password.encode(), salt=bytes(range(16)),
 * n=65536, r=8, p=1, dklen=32)}, {pbkdf2} by {@code salt + hashlib.pbkdf2_hmac("sha256",
 * password.encode(), salt, 310000, 32)}</li>
 * <li>{argon2} with the password "password" by argon2-cffi, which is the reference
 * implementation</li>
 * </ul>
 */
@Timeout(60)
class ImportedHashTests {

	private static final String PASSWORD = "correct horse b\u00e4ttery";

	private static final PasswordEncoder encoder = PasswordEncoders.delegating();

	private static final Passwords passwords = new Passwords(encoder, bulkhead(), RandomBytes.secure(),
			PasswordEncoders.weights());

	@ParameterizedTest
	@ValueSource(strings = {
			"{django}pbkdf2_sha256$1000$seasalt12345seasalt123$LND1KalCwrb0D69bymWnicf6WH4DKiJ55yUKTW7OWrs=",
			"{django}pbkdf2_sha256$1000000$hh5xNh7pCjBWkbsdKvDE0Z$JyNnxjZ2yc++jw4f0Wqyxcos7v7H520baZfKgXXXuCs=",
			"{django}pbkdf2_sha1$1000$seasalt$9WNBTvRC5Fi5VzjUx7MdrQ9gn5o=",
			"{django}argon2$argon2id$v=19$m=1024,t=2,p=2$c2Vhc2FsdHNlYXNhbHQ$+F79PIafS2REINAxB+L65eDKk+MFFACN28a5/16yB8M",
			"{django}bcrypt_sha256$$2b$04$EAH0IbNYyE1NJJNAYm9im.JrY9g94N6nbYahDH5siMU3jCRttMdcO",
			"{django}bcrypt$$2b$04$xIL3eR.ujyVNTROq/LUq2epFmqpbR77JRaVL62a4QaiR6oJ9XO9HW",
			"{django}scrypt$1024$seasalt$8$5$LwCwMt2sjcPtozSVljVQYJdhnENx/z29oSRuml55yLw0oGS5oO8KWy9D1YqN8UYG4eRiq4l4WZRasIWslqklsQ==",
			"{django}scrypt$16384$gDw4xUO1rPhrm9n29sP5dg$8$5$C4+lzIf4Z7q57xI+ynmKyAb0dBM+t1SR8IZf889qV0B7X7gqVfN9lPSqf7Md9jmnygVTH4f6TQ8bjCZez6KpHA==",
			"{keycloak}pbkdf2$1000$AAECAwQFBgcICQoLDA0ODw==$RKou3NCJtohx6XBUw5clBqg1KglvLJc/BcFEsoPNMYxlQIw2/D8VCtOsCAW7jgeNy3JVRiBHlSxFCJPAoA3Zpg==",
			"{keycloak}pbkdf2-sha256$27500$AAECAwQFBgcICQoLDA0ODw==$xPdfzbz/0c5tjhmP+bWa8oFIdgAi7vjT9605p4/t1pNqD0+HWyjTqdfGRdeT72odNjHeguC9Jd+305ExLciLKA==",
			"{keycloak}pbkdf2-sha256$1000$AAECAwQFBgcICQoLDA0ODw==$KNnI6qMWHAqAnT0mrq8B0juulbkyG7uC+HoDGNtkZlg=",
			"{keycloak}pbkdf2-sha512$1000$AAECAwQFBgcICQoLDA0ODw==$Jy7zXSEOgBc/8M+lZL8/mpQAW7VO4v9kqiJSuosxuPGejsM3Y+Wo2rsqdmIfjDaSB7miVcgr9WTtyP+kOkPwLA==",
			"{keycloak}argon2$id$1.3$7168$5$1$AAECAwQFBgcICQoLDA0ODw==$YpM9F2P6WmVye53aXZ90bUd2ajgkytxKPe/ZL/eym/Y=",
			"{keycloak}argon2$i$1.0$1024$2$2$AAECAwQFBgcICQoLDA0ODw==$5INRiwrZi3k1NjM0iWpm98Op165LsdxJnipiqq16nq4=",
			"{scrypt}$a0801$AAECAwQFBgcICQoLDA0ODw==$J31BPe9j6OPW8ufqPQFDcmKPDow850UHlTO8xRLs9RI=",
			"{scrypt}$e0801$AAECAwQFBgcICQoLDA0ODw==$iw9bttQjPFqteipfogHbN7wTmZjfqx8cHAl3fWVZ4pc=",
			"{scrypt@SpringSecurity_v5_8}$100801$AAECAwQFBgcICQoLDA0ODw==$oQ0choXmOo6vBuPD5wSMsUg3y1rlEtHYUVbyeiJcj7g=",
			"{pbkdf2}0001020304050607a604ca043cb7adbc39fca5250c5adfb12b8965924c6e413f9fd1eb7136ce64d5",
			"{pbkdf2@SpringSecurity_v5_8}000102030405060708090a0b0c0d0e0f9ed3dedbddc10cd6f8db4fe5fac8473c175cfe24056ef16408e1eaacaab16671" })
	void hashesOfOtherSystemsAreComparedAndUpgraded(String stored) {
		PasswordMatch right = passwords.authenticate(password(PASSWORD), Secret.of(stored));
		assertThat(right.matches()).isTrue();
		assertThat(right.upgradedHash()).hasValueSatisfying(
				(upgraded) -> assertThat(upgraded.reveal()).startsWith("{argon2id}$argon2id$v=19$m=19456"));
		assertThat(passwords.authenticate(password(PASSWORD + "x"), Secret.of(stored))).returns(false,
				PasswordMatch::matches);
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"{argon2}$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
			"{argon2id}$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc" })
	void argon2IsThatOfTheReferenceImplementation(String stored) {
		assertThat(encoder.matches("password", stored)).isTrue();
		assertThat(encoder.matches("passwor", stored)).isFalse();
	}

	@Test
	void longPasswordsMatchDjangosDigestAndNotBareBcrypt() {
		String digest = "{django}bcrypt_sha256$$2b$04$jhV3rPmKLFEv6oGcnuiiKueQDyJj2gY5vRoIVKFlQ43RzgI4zynIq";
		assertThat(encoder.matches("x".repeat(80), digest)).isTrue();
		assertThat(encoder.matches("x".repeat(79), digest)).isFalse();
		String bare = new BCryptPasswordEncoder(4).encode("x".repeat(72));
		for (String stored : new String[] { "{bcrypt}" + bare, "{django}bcrypt$" + bare }) {
			assertThat(encoder.matches("x".repeat(72), stored)).isTrue();
			assertThat(encoder.matches("x".repeat(73), stored)).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{django}", "{django}x", "{django}$", "{django}md5$salt$00", "{django}unsalted_md5$$00",
			"{django}pbkdf2_sha256$1000$salt",
			"{django}pbkdf2_sha256$$salt$LND1KalCwrb0D69bymWnicf6WH4DKiJ55yUKTW7OWrs=",
			"{django}pbkdf2_sha256$-1$salt$LND1KalCwrb0D69bymWnicf6WH4DKiJ55yUKTW7OWrs=",
			"{django}pbkdf2_sha256$0$salt$LND1KalCwrb0D69bymWnicf6WH4DKiJ55yUKTW7OWrs=",
			"{django}pbkdf2_sha256$1000$salt$", "{django}pbkdf2_sha256$1000$salt$!!",
			"{django}pbkdf2_sha256$1000$$LND1", "{django}pbkdf2_sha256$1000$salt$AAAA$more",
			"{django}scrypt$1000$salt$8$5$LwCwMt2sjcPtozSVljVQYA==",
			"{django}scrypt$65536$salt$1$1$LwCwMt2sjcPtozSVljVQYA==", "{django}bcrypt$rubbish",
			"{django}argon2$argon2id$v=19$m=8,t=2,p=2$c2Vhc2FsdHNlYXNhbHQ$+F79PIafS2REINAxB+L65eDKk+MFFACN28a5/16yB8M",
			"{django}argon2$argon2id$v=20$m=1024,t=2,p=2$c2Vhc2FsdHNlYXNhbHQ$+F79PIafS2REINAxB+L65eDKk+MFFACN28a5/16yB8M",
			"{keycloak}", "{keycloak}argon2$", "{keycloak}argon2$x$1.3$7168$5$1$AAECAwQFBgc=$YpM9F2P6WmVye53aXZ90bQ==",
			"{keycloak}argon2$id$9$7168$5$1$AAECAwQFBgc=$YpM9F2P6WmVye53aXZ90bQ==", "{keycloak}{\"value\":\"x\"}",
			"{keycloak}pbkdf2-md5$1$AAEC$AAECAwQFBgcICQoLDA0ODw==", "{scrypt}", "{scrypt}$$$", "{scrypt}$zz$AA$AA",
			"{scrypt}$a0000$AAECAwQFBgcICQoLDA0ODw==$J31BPe9j6OPW8ufqPQFDcmKPDow850UHlTO8xRLs9RI=", "{argon2}",
			"{argon2}$argon2id$v=19$m=1024,t=2,p=1$c2Vhc2FsdHNlYXNhbHQ$", "{argon2id}$argon2id$$$", "{bcrypt}",
			"{bcrypt}$2a$99$xIL3eR.ujyVNTROq/LUq2epFmqpbR77JRaVL62a4QaiR6oJ9XO9HW" })
	void malformedHashesMatchNothingAndThrowNothing(String stored) {
		assertThat(encoder.matches(PASSWORD, stored)).isFalse();
		assertThat(encoder.matches("", stored)).isFalse();
		assertThat(PasswordEncoders.weights().placesOf(Secret.of(stored))).isEqualTo(1);
	}

	/** Each of them would hang for minutes or need more than the heap. */
	@ParameterizedTest
	@Timeout(5)
	@ValueSource(strings = { "{django}pbkdf2_sha256$2000000000$salt$LND1KalCwrb0D69bymWnicf6WH4DKiJ55yUKTW7OWrs=",
			"{django}pbkdf2_sha256$99999999999$salt$LND1KalCwrb0D69bymWnicf6WH4DKiJ55yUKTW7OWrs=",
			"{keycloak}pbkdf2-sha256$2000000000$AAEC$LND1KalCwrb0D69bymWnicf6WH4DKiJ55yUKTW7OWrs=",
			"{django}argon2$argon2id$v=19$m=2097152,t=2,p=2$c2Vhc2FsdHNlYXNhbHQ$+F79PIafS2REINAxB+L65eDKk+MFFACN28a5/16yB8M",
			"{argon2id}$argon2id$v=19$m=2097152,t=2,p=2$c2Vhc2FsdHNlYXNhbHQ$+F79PIafS2REINAxB+L65eDKk+MFFACN28a5/16yB8M",
			"{argon2}$argon2id$v=19$m=65536,t=100000,p=2$c2Vhc2FsdHNlYXNhbHQ$+F79PIafS2REINAxB+L65eDKk+MFFACN28a5/16yB8M",
			"{keycloak}argon2$id$1.3$2097152$5$1$AAECAwQFBgc=$YpM9F2P6WmVye53aXZ90bQ==",
			"{django}scrypt$1048576$salt$32$16$LwCwMt2sjcPtozSVljVQYA==",
			"{scrypt}$200801$AAECAwQFBgcICQoLDA0ODw==$J31BPe9j6OPW8ufqPQFDcmKPDow850UHlTO8xRLs9RI=",
			"{bcrypt}$2a$31$xIL3eR.ujyVNTROq/LUq2epFmqpbR77JRaVL62a4QaiR6oJ9XO9HW",
			"{django}bcrypt_sha256$$2b$31$EAH0IbNYyE1NJJNAYm9im.JrY9g94N6nbYahDH5siMU3jCRttMdcO" })
	void unbearableHashesMatchNothing(String stored) {
		assertThat(encoder.matches(PASSWORD, stored)).isFalse();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void badImportIsToldOnceAndWithoutTheHash(CapturedOutput output) {
		PasswordEncoder fresh = PasswordEncoders.delegating();
		for (int hash = 0; hash < 20; hash++) {
			fresh.matches(PASSWORD, "{django}pbkdf2_sha256$1000$pepper" + hash + "$rubbish");
		}
		assertThat(output.getOut()).containsOnlyOnce("{django}").doesNotContain("pepper").doesNotContain(PASSWORD);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{argon2id}$argon2id$v=19$m=19456,t=2,p=1$c2Vhc2FsdHNlYXNhbHQ$+F79PIafS2REINAxB+L65eDKk+MFFACN28a5/16yB8M | 1
					{django}argon2$argon2id$v=19$m=102400,t=2,p=8$c2Vhc2FsdHNlYXNhbHQ$+F79PIafS2REINAxB+L65eDKk+MFFACN28a5/16yB8M | 5
					{scrypt@SpringSecurity_v5_8}$100801$AAECAwQFBgcICQoLDA0ODw==$oQ0choXmOo6vBuPD5wSMsUg3y1rlEtHYUVbyeiJcj7g= | 4
					{scrypt}$e0801$AAECAwQFBgcICQoLDA0ODw==$iw9bttQjPFqteipfogHbN7wTmZjfqx8cHAl3fWVZ4pc= | 1
					{bcrypt}$2b$04$xIL3eR.ujyVNTROq/LUq2epFmqpbR77JRaVL62a4QaiR6oJ9XO9HW | 1
					{unknown}x | 1
					plain | 1
					""")
	void largeHashesTakeSeveralPlaces(String stored, int places) {
		assertThat(PasswordEncoders.weights().placesOf(Secret.of(stored))).isEqualTo(places);
	}

	@Test
	void importedFormatsAreNeverWritten() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> new ImportedHashEncoder("django", new DjangoFormat()).encode(PASSWORD));
		assertThat(encoder.encode(PASSWORD)).startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$");
	}

	private static HashingBulkhead bulkhead() {
		return new HashingBulkhead(new HashingSettings(1, 1, Duration.ofSeconds(10)));
	}

	private static RawPassword password(String text) {
		return RawPassword.of(Secret.of(text), "password");
	}

}
