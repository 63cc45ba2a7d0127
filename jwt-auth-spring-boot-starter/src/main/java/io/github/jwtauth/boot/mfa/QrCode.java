package io.github.jwtauth.boot.mfa;

import java.util.Base64;
import java.util.Map;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.github.jwtauth.Secret;

/**
 * A text that a camera reads, as an image for a page. Phones read it from screens: four
 * pixels per module, and the quiet zone of four modules that the standard (ISO/IEC 18004)
 * asks for.
 */
final class QrCode {

	private static final int PIXELS_PER_MODULE = 4;

	private static final Map<EncodeHintType, Object> HINTS = Map.of(EncodeHintType.ERROR_CORRECTION,
			ErrorCorrectionLevel.M, EncodeHintType.CHARACTER_SET, "UTF-8", EncodeHintType.MARGIN, 4);

	private QrCode() {
	}

	/**
	 * Draws a text.
	 * @param text what the camera reads; at most some 2 KB
	 * @return a {@code data:} URI with a PNG image; as secret as the text
	 */
	static Secret dataUri(Secret text) {
		byte[] image = BlackWhitePng.write(matrix(text), PIXELS_PER_MODULE);
		return Secret.of("data:image/png;base64," + Base64.getEncoder().encodeToString(image));
	}

	/** One bit per module, the quiet zone included. */
	private static BitMatrix matrix(Secret text) {
		try {
			return new QRCodeWriter().encode(text.reveal(), BarcodeFormat.QR_CODE, 0, 0, HINTS);
		}
		catch (WriterException ex) {
			throw new IllegalArgumentException("the text does not fit into a QR code", ex);
		}
	}

}
