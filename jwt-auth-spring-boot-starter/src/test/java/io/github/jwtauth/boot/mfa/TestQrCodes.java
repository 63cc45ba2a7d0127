package io.github.jwtauth.boot.mfa;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

import javax.imageio.ImageIO;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;

/** Reads QR codes as a phone does, and images as a browser does. */
public final class TestQrCodes {

	private static final String PREFIX = "data:image/png;base64,";

	private TestQrCodes() {
	}

	/**
	 * What a camera sees.
	 * @param dataUri an image
	 * @return the text in it
	 */
	public static String read(String dataUri) {
		BufferedImage image = image(dataUri);
		int width = image.getWidth();
		int height = image.getHeight();
		int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
		try {
			return new QRCodeReader()
				.decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))))
				.getText();
		}
		catch (ReaderException ex) {
			throw new AssertionError("no camera could read this", ex);
		}
	}

	static BufferedImage image(String dataUri) {
		if (!dataUri.startsWith(PREFIX)) {
			throw new AssertionError("not an image of the kind that was promised");
		}
		try {
			return ImageIO
				.read(new ByteArrayInputStream(Base64.getDecoder().decode(dataUri.substring(PREFIX.length()))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
