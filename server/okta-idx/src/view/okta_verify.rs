//! What Okta Verify shows and asks.

use crate::grammar::Authenticator;

impl Authenticator {
    /// Returns the number that the user has to select in the app.
    pub fn number_to_select(&self) -> Option<&str> {
        if let Some(number) = self.contextual("correctAnswer") {
            return number.as_str();
        }
        self.contextual("challenge")?.inner()?.text("correctAnswer")
    }

    /// Returns the QR code that the app scans, as an address of a picture.
    pub fn qr_code_source(&self) -> Option<&str> {
        self.contextual("qrcode")?.text("href")
    }

    /// Returns the address or number to which the message went that sets the app up.
    pub fn set_up_sent_to(&self) -> Option<&str> {
        let channel = self.contextual("selectedChannel")?.as_str()?;
        let to = match channel {
            "email" => "email",
            "sms" => "phoneNumber",
            _ => return None,
        };
        self.contextual(to)?.as_str()
    }
}
