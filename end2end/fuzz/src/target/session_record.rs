//! The text of session records, after they are opened.

use server::flow::Stage;
use server::sign_in::record::Record;

use super::return_address::stays_here;

/// A parsed record can be written and parsed again without a change, and its return path stays on
/// the site.
pub fn target(data: &[u8]) {
    let Ok(record) = serde_json::from_slice::<Record>(data) else { return };
    let Ok(written) = serde_json::to_vec(&record) else { unreachable!("a record that was read") };
    let again = serde_json::from_slice::<Record>(&written);
    let again = again.ok().and_then(|again| serde_json::to_vec(&again).ok());
    assert!(again.as_ref() == Some(&written), "a record changes by being kept");
    if let Some(flow) = record.flow() {
        assert!(flow.return_to.as_ref().is_none_or(stays_here));
        if let Stage::Pending(question) = &flow.stage {
            let _ = question.restore();
        }
    }
}
