//! `device-assurance-grace-period`: the device does not meet the requirements, but may be used for now.

use crate::forms::Page;
use crate::forms::View;
use crate::forms::message::Message;

const DAYS: &str = "7";
const REMEDIATION: &str = "idx.error.code.access_denied.device_assurance.remediation";

/// Only a button; what to update stands in the messages.
pub(super) fn draw(view: View<'_>, page: &mut Page) {
    let title = format!(
        "Your device doesn't meet the security requirements. Fix the issue within {DAYS} days to \
         prevent lockout."
    );
    let key = "idx.device_assurance.grace_period.warning.title.due_by_days";
    page.say(Message::error(key, title).about(DAYS));
    let key = format!("{REMEDIATION}.android.upgrade_os_version");
    let update = Message::error(&key, "Update to Android 100").about("100");
    page.say(update.linked("https://okta.com/android-upgrade-os"));
    let key = format!("{REMEDIATION}.android.use_biometric_lock_screen");
    let lock = Message::error(&key, "Enable lock screen and biometrics");
    page.say(lock.linked("https://okta.com/android-biometric-lock"));
    page.offer(view.form("device-assurance-grace-period", "/idp/idx/skip"));
}
