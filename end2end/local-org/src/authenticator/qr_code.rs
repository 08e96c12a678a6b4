//! A QR code as a PNG (ISO/IEC 15948): one bit a module, each as large as a few pixels.

use std::io::Write;

use flate2::Compression;
use flate2::Crc;
use flate2::write::ZlibEncoder;
use qrcodegen::DataTooLong;
use qrcodegen::QrCode;
use qrcodegen::QrCodeEcc;

/// Pixels of one module, a multiple of eight so that its row is whole bytes.
const SCALE: i32 = 8;
/// How many modules around the code stay white (ISO/IEC 18004).
const QUIET_ZONE: i32 = 4;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub(super) enum QrError {
    #[error("the text is too long")]
    Text(#[source] DataTooLong),
    #[error("the picture could not be packed")]
    Pack(#[source] std::io::Error),
}

/// Draws `text`.
pub(super) fn png(text: &str) -> Result<Vec<u8>, QrError> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).map_err(QrError::Text)?;
    let modules = -QUIET_ZONE..code.size() + QUIET_ZONE;
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    for y in modules.clone() {
        let shades = modules.clone().map(|x| if code.get_module(x, y) { 0 } else { u8::MAX });
        // The filter of a row is the byte before it: none.
        let row: Vec<u8> = std::iter::once(0).chain(shades).collect();
        for _ in 0..SCALE {
            packed.write_all(&row).map_err(QrError::Pack)?;
        }
    }
    let side = ((code.size() + 2 * QUIET_ZONE) * SCALE).unsigned_abs().to_be_bytes();
    // Depth 1, grey, and the only methods of compression, filtering and interlacing there are.
    let header = [&side[..], &side, &[1, 0, 0, 0, 0]].concat();
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut png, *b"IHDR", &header);
    chunk(&mut png, *b"IDAT", &packed.finish().map_err(QrError::Pack)?);
    chunk(&mut png, *b"IEND", &[]);
    Ok(png)
}

fn chunk(png: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    let mut crc = Crc::new();
    crc.update(&name);
    crc.update(data);
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
    png.extend([&length.to_be_bytes()[..], &name, data, &crc.sum().to_be_bytes()].concat());
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "fixed inputs")]
    use std::io::Read;

    use flate2::read::ZlibDecoder;

    use super::*;

    #[test]
    fn the_picture_is_square_with_a_white_margin_and_a_finder_in_the_corner() {
        let image = png("otpauth://totp/Usher?secret=JBSWY3DPEHPK3PXP").unwrap();
        let side = u32::from_be_bytes(image[16..20].try_into().unwrap());
        assert_eq!((&image[12..16], &image[20..24]), (&b"IHDR"[..], &side.to_be_bytes()[..]));
        let mut rows = Vec::new();
        ZlibDecoder::new(&image[41..]).read_to_end(&mut rows).unwrap();
        let row = rows.len() / usize::try_from(side).unwrap();
        assert_eq!(row, 1 + usize::try_from(side).unwrap() / 8);
        let line = |at: usize| &rows[at * 8 * row + 1..(at * 8 + 1) * row];
        assert!(line(3).iter().all(|shade| *shade == u8::MAX), "the margin");
        assert_eq!(line(4)[3..12], [255, 0, 0, 0, 0, 0, 0, 0, 255], "the finder's upper edge");
        assert!(matches!(png(&"x".repeat(5000)), Err(QrError::Text(_))));
    }
}
