//! QR codes as SVG.

use std::fmt::Write;

use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::utf8_percent_encode;
use qrcodegen::QrCode;
use qrcodegen::QrCodeEcc;

/// How many modules around the code stay white (ISO/IEC 18004).
const QUIET_ZONE: i32 = 4;

/// Returns the `data:` address of a QR code of `text`, dark on white in every colour scheme; `None` if the text is too
/// long for one.
pub(super) fn data_address(text: &str) -> Option<String> {
    let svg = svg(&QrCode::encode_text(text, QrCodeEcc::Medium).ok()?);
    Some(format!("data:image/svg+xml,{}", utf8_percent_encode(&svg, NON_ALPHANUMERIC)))
}

/// Whether an address holds its picture itself. Any other would be fetched from a site that may not know of it.
pub(super) fn is_picture(address: &str) -> bool {
    address.starts_with("data:image/")
}

fn svg(code: &QrCode) -> String {
    let side = code.size() + 2 * QUIET_ZONE;
    let mut dark = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            if run > 0 {
                // Writing to a string does not fail.
                let _ = write!(dark, "M{} {}h{run}v1h-{run}z", x + QUIET_ZONE, y + QUIET_ZONE);
            }
            x += i32::try_from(run).unwrap_or(0) + 1;
        }
    }
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {side} {side}' shape-rendering='crispEdges'>\
         <path fill='#fff' d='M0 0h{side}v{side}H0z'/><path d='{dark}'/></svg>"
    )
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;

    #[test]
    fn every_module_is_drawn_once() {
        let code =
            QrCode::encode_text("otpauth://totp/Usher?secret=ABC", QrCodeEcc::Medium).unwrap();
        let svg = svg(&code);
        let modules = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark = modules.filter(|(x, y)| code.get_module(*x, *y)).count();
        let path = svg.rsplit("d='").next().unwrap().split('\'').next().unwrap();
        let runs =
            path.split('h').skip(1).filter_map(|run| run.split('v').next()?.parse::<usize>().ok());
        assert_eq!(runs.sum::<usize>(), dark);
        assert!(path.starts_with("M4 4h7v1h-7z"), "the finder's upper edge: {path:.40}");
    }

    #[test]
    fn what_is_too_long_is_no_code() {
        assert_eq!(data_address(&"x".repeat(5_000)), None);
    }
}
