package io.github.jwtauth.boot.jose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PSSParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.interfaces.RSAPublicKey;
import java.security.Signature;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.jwtauth.MovableClock;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.token.SigningAlgorithm;
import io.github.jwtauth.token.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What computes signatures, and that the host's JVM is left as it was.
 */
@ExtendWith(OutputCaptureExtension.class)
class SignatureProviderTests {

	private static final String CORRETTO = "AmazonCorrettoCryptoProvider";

	private static final byte[] INPUT = TestNode.utf8("what is signed");

	@Test
	void nothingIsInstalledInTheJvm() {
		List<Provider> before = List.of(Security.getProviders());
		TestNode node = new TestNode(SigningAlgorithm.ES256, SignatureProvider.named("auto", SigningAlgorithm.ES256),
				new TestSigningKeyStore(), new MovableClock(TestNode.START));
		node.decoder().decode(node.issue());
		SignatureProvider.named("BC", SigningAlgorithm.ES256);

		assertThat(Security.getProviders()).containsExactlyElementsOf(before);
	}

	@Test
	void autoIsTheNativeProviderWhereThereIsOne() {
		assumeNative();
		assertThat(SignatureProvider.named("auto", SigningAlgorithm.ES256)).hasToString(CORRETTO);
		assertThat(SignatureProvider.named(CORRETTO, SigningAlgorithm.ES256)).hasToString(CORRETTO);
		assertThat(SignatureProvider.named("jdk", SigningAlgorithm.ES256)).hasToString("jdk");
	}

	@Test
	void withoutItAutoIsTheJdk(CapturedOutput output) {
		assertThat(CorrettoProvider.find("not.on.the.ClassPath")).isNull();
		assertThat(output).doesNotContain("Corretto");
	}

	/** For another platform, for example. */
	@Test
	void aNativeProviderThatDoesNotWorkIsToldAndNotUsed(CapturedOutput output) {
		assertThat(CorrettoProvider.find(BrokenProvider.class.getName())).isNull();
		assertThat(output).contains("does not work here").contains("its native library is missing");
		assertThat(CorrettoProvider.find(String.class.getName())).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void theNativeProviderAndTheJdkAgree(SigningAlgorithm algorithm) {
		assumeNative();
		agree(SignatureProvider.named("auto", algorithm), algorithm);
	}

	@ParameterizedTest
	@EnumSource
	void anyProviderOfTheClassPathCanBeNamed(SigningAlgorithm algorithm) {
		SignatureProvider provider = SignatureProvider.named("BC", algorithm);
		assertThat(provider).hasToString("BC");
		agree(provider, algorithm);
	}

	@Test
	void aProviderThatIsNotThereRefusesToStart() {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> SignatureProvider.named("NoSuchProvider", SigningAlgorithm.ES256))
			.withMessageContaining("jwtauth.signing.provider")
			.withMessageContaining("NoSuchProvider");
	}

	@Test
	void aProviderThatCannotDoTheAlgorithmRefusesToStart() {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> SignatureProvider.named("SunEC", SigningAlgorithm.PS256))
			.withMessageContaining("has no PS256");
	}

	/** An HSM's key signs in the HSM's provider, whatever else is chosen. */
	@Test
	void aKeyThatTheProviderDoesNotTakeIsTakenByTheJvm() {
		SignatureProvider provider = SignatureProvider.named("SunEC", SigningAlgorithm.ES256);
		byte[] signature = provider.signer(SigningAlgorithm.RS256, TestKeys.rsa(2048).getPrivate()).sign(INPUT);
		assertThat(provider.verifier(SigningAlgorithm.RS256, TestKeys.rsa(2048).getPublic()).verifies(INPUT, signature))
			.isTrue();
		PrivateKey nobodys = new OpaqueKey();
		assertThatIllegalArgumentException().isThrownBy(() -> provider.signer(SigningAlgorithm.ES256, nobodys));
	}

	// J-80, CVE-2022-21449: asked before any provider is
	@ParameterizedTest
	@ValueSource(strings = { "jdk", "auto", "BC" })
	void degenerateSignaturesAreRefusedByEveryProvider(String name) {
		BigInteger order = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
		KeyPair pair = TestKeys.p256("degenerate");
		SignatureProvider provider = SignatureProvider.named(name, SigningAlgorithm.ES256);
		KeyVerifier verifier = provider.verifier(SigningAlgorithm.ES256, pair.getPublic());
		byte[] good = provider.signer(SigningAlgorithm.ES256, pair.getPrivate()).sign(INPUT);
		List<BigInteger> numbers = List.of(BigInteger.ZERO, BigInteger.ONE, order, order.add(BigInteger.ONE),
				order.subtract(BigInteger.ONE), BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
		for (BigInteger r : numbers) {
			for (BigInteger s : numbers) {
				assertThat(verifier.verifies(INPUT, signature(r, s))).isFalse();
			}
		}
		for (int length : new int[] { 0, 1, 32, 63, 65, 72, 128 }) {
			assertThat(verifier.verifies(INPUT, Arrays.copyOf(good, length))).isFalse();
		}
		assertThat(verifier.verifies(INPUT, good)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdk", "auto", "BC" })
	void degenerateSignaturesOfRsaAreRefusedByEveryProvider(String name) {
		KeyPair pair = TestKeys.rsa(3072);
		BigInteger modulus = ((RSAPublicKey) pair.getPublic()).getModulus();
		for (SigningAlgorithm algorithm : List.of(SigningAlgorithm.PS256, SigningAlgorithm.RS256)) {
			SignatureProvider provider = SignatureProvider.named(name, algorithm);
			KeyVerifier verifier = provider.verifier(algorithm, pair.getPublic());
			byte[] good = provider.signer(algorithm, pair.getPrivate()).sign(INPUT);
			for (BigInteger number : List.of(BigInteger.ZERO, BigInteger.ONE, modulus, modulus.subtract(BigInteger.ONE),
					modulus.add(BigInteger.ONE), new BigInteger(1, good).add(modulus),
					BigInteger.TWO.pow(3072).subtract(BigInteger.ONE))) {
				byte[] octets = new byte[384];
				byte[] given = number.mod(BigInteger.TWO.pow(3072)).toByteArray();
				int from = Math.max(0, given.length - 384);
				System.arraycopy(given, from, octets, 384 - given.length + from, given.length - from);
				assertThat(verifier.verifies(INPUT, octets)).as(algorithm + " " + number).isFalse();
			}
			for (int length : new int[] { 0, 1, 383, 385, 1000 }) {
				assertThat(verifier.verifies(INPUT, Arrays.copyOf(good, length))).as(algorithm + " " + length)
					.isFalse();
			}
			assertThat(verifier.verifies(INPUT, good)).isTrue();
		}
	}

	// RFC 7518 section 3.5
	@ParameterizedTest
	@ValueSource(strings = { "jdk", "auto", "BC" })
	void saltOfAnotherLengthIsRefusedByEveryProvider(String name) throws Exception {
		KeyPair pair = TestKeys.rsa(3072);
		KeyVerifier verifier = SignatureProvider.named(name, SigningAlgorithm.PS256)
			.verifier(SigningAlgorithm.PS256, pair.getPublic());
		for (int salt : new int[] { 0, 20, 31, 32, 33, 64 }) {
			Signature signature = Signature.getInstance("RSASSA-PSS");
			signature.initSign(pair.getPrivate());
			signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, 1));
			signature.update(INPUT);
			assertThat(verifier.verifies(INPUT, signature.sign())).as("salt of " + salt).isEqualTo(salt == 32);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdk", "auto" })
	void manyThreadsShareAKey(String name) throws Exception {
		SignatureProvider provider = SignatureProvider.named(name, SigningAlgorithm.ES256);
		KeyPair pair = TestKeys.p256("shared");
		KeySigner signer = provider.signer(SigningAlgorithm.ES256, pair.getPrivate());
		KeyVerifier verifier = provider.verifier(SigningAlgorithm.ES256, pair.getPublic());
		List<Callable<Boolean>> work = new ArrayList<>();
		IntStream.range(0, 64).forEach((i) -> work.add(() -> {
			byte[] input = TestNode.utf8("input " + i);
			byte[] signature = signer.sign(input);
			return verifier.verifies(input, signature) && !verifier.verifies(INPUT, signature);
		}));
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			for (Future<Boolean> result : threads.invokeAll(work)) {
				assertThat(result.get()).isTrue();
			}
		}
		finally {
			threads.shutdown();
		}
	}

	@Test
	void whatFailedIsNotLentAgain() throws Exception {
		AtomicInteger made = new AtomicInteger();
		Idle<Integer> idle = new Idle<>(made::incrementAndGet);
		assertThat(idle.<Integer>use((one) -> one)).isEqualTo(1);
		assertThatExceptionOfType(GeneralSecurityException.class).isThrownBy(() -> idle.use((one) -> {
			throw new GeneralSecurityException();
		}));
		assertThat(idle.<Integer>use((one) -> one)).isEqualTo(2);
		assertThat(idle.<Integer>use((one) -> one)).isEqualTo(2);
	}

	private static void agree(SignatureProvider provider, SigningAlgorithm algorithm) {
		SignatureProvider jdk = SignatureProvider.jdk();
		SigningKey key = SigningAlgorithmsTests.node(algorithm).ring.active();
		byte[] theirs = provider.signer(algorithm, key.signing()).sign(INPUT);
		byte[] ours = jdk.signer(algorithm, key.signing()).sign(INPUT);
		assertThat(theirs).hasSameSizeAs(ours);
		assertThat(jdk.verifier(algorithm, key.verification()).verifies(INPUT, theirs)).isTrue();
		KeyVerifier verifier = provider.verifier(algorithm, key.verification());
		assertThat(verifier.verifies(INPUT, ours)).isTrue();
		ours[ours.length - 1] ^= 1;
		assertThat(verifier.verifies(INPUT, ours)).isFalse();
		assertThat(verifier.verifies(INPUT, theirs)).isTrue();
	}

	private static byte[] signature(BigInteger r, BigInteger s) {
		byte[] signature = new byte[64];
		for (int i = 0; i < 32; i++) {
			signature[31 - i] = r.shiftRight(8 * i).byteValue();
			signature[63 - i] = s.shiftRight(8 * i).byteValue();
		}
		return signature;
	}

	private static void assumeNative() {
		boolean linux = System.getProperty("os.name").startsWith("Linux")
				&& System.getProperty("os.arch").equals("amd64");
		assumeTrue(linux, "the native library of the tests is for Linux on x86-64");
	}

	/** Stands for a jar whose native library does not load here. */
	public static final class BrokenProvider extends Provider {

		private static final long serialVersionUID = 1L;

		/** As in the real one. */
		public static final BrokenProvider INSTANCE = new BrokenProvider();

		private BrokenProvider() {
			super("Broken", "1", "broken");
		}

		/** As in the real one. */
		public void assertHealthy() {
			throw new IllegalStateException("its native library is missing");
		}

	}

	/** A key that no provider of this JVM knows. */
	private static final class OpaqueKey implements PrivateKey {

		private static final long serialVersionUID = 1L;

		@Override
		public String getAlgorithm() {
			return "EC";
		}

		@Override
		public String getFormat() {
			return null;
		}

		@Override
		public byte[] getEncoded() {
			return null;
		}

	}

}
