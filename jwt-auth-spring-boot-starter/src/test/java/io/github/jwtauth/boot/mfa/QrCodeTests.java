package io.github.jwtauth.boot.mfa;

import java.awt.image.BufferedImage;

import io.github.jwtauth.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What we draw, others read: the JDK's reader of images, and a reader of QR codes. */
class QrCodeTests {

	private static final String URI = "otpauth://totp/My%20Shop:anna%40example.com"
			+ "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=My%20Shop&algorithm=SHA1&digits=6&period=30";

	@ParameterizedTest
	@ValueSource(strings = { "x", URI, "Grüße, 東京" })
	void aCameraReadsWhatWasWritten(String text) {
		assertThat(TestQrCodes.read(dataUri(text))).isEqualTo(text);
	}

	@Test
	void theLongestNameOfAnIssuerAndAnOwnerFits() {
		String text = URI + "&x=" + "%C3%A4".repeat(256);
		assertThat(TestQrCodes.read(dataUri(text))).isEqualTo(text);
	}

	@Test
	void whatDoesNotFitIsSaidSo() {
		assertThatIllegalArgumentException().isThrownBy(() -> QrCode.dataUri(Secret.of("x".repeat(3000))))
			.withMessageContaining("does not fit");
	}

	@Test
	void modulesAreLargeEnoughAndTheRimIsQuiet() {
		BufferedImage image = image(URI);
		assertThat(image.getColorModel().getPixelSize()).isEqualTo(1);
		int rim = 4 * 4;
		for (int x = 0; x < image.getWidth(); x++) {
			for (int y = 0; y < image.getHeight(); y++) {
				boolean inside = Math.min(x, y) >= rim && Math.max(x, y) < image.getWidth() - rim;
				assertThat(inside || image.getRGB(x, y) == 0xffffffff).isTrue();
			}
		}
		// The finder pattern in the corner begins with seven dark modules.
		for (int x = rim; x < rim + 7 * 4; x++) {
			assertThat(image.getRGB(x, rim)).isEqualTo(0xff000000);
		}
		assertThat(image.getRGB(rim + 7 * 4, rim)).isEqualTo(0xffffffff);
	}

	@Test
	void itIsSmallEnoughForAnAnswer() {
		assertThat(QrCode.dataUri(Secret.of(URI)).reveal()).hasSizeLessThan(4096);
	}

	private static BufferedImage image(String text) {
		return TestQrCodes.image(dataUri(text));
	}

	private static String dataUri(String text) {
		return QrCode.dataUri(Secret.of(text)).reveal();
	}

}
