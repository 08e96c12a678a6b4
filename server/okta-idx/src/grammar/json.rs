//! Tolerant readers of JSON members: each returns the member in the expected shape, or nothing.

use serde_json::Value;

use super::document::Json;

pub(crate) fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str()
}

/// Returns the items of `{"type":"array","value":[…]}`, or of a bare array.
pub(crate) fn items(value: Option<&Value>) -> &[Value] {
    let list = value.and_then(|value| value.as_array().or_else(|| value.get("value")?.as_array()));
    list.map_or(&[], Vec::as_slice)
}

impl<'a> Json<'a> {
    pub(crate) fn text(self, key: &str) -> Option<&'a str> {
        self.get(key)?.as_str()
    }

    pub(crate) fn owned(self, key: &str) -> Option<String> {
        self.text(key).map(str::to_owned)
    }

    /// Returns a boolean, also when it was written as a string.
    pub(crate) fn flag(self, key: &str) -> Option<bool> {
        let flag = self.get(key)?;
        flag.as_bool().or_else(|| flag.as_str()?.parse().ok())
    }

    /// Returns a natural number, also when it was written as a string.
    pub(crate) fn number(self, key: &str) -> Option<u64> {
        let number = self.get(key)?;
        number.as_u64().or_else(|| number.as_str()?.parse().ok())
    }

    /// Returns the items of `{"type":"array","value":[…]}`, or of a bare array.
    pub(crate) fn items(self) -> impl ExactSizeIterator<Item = Self> + Clone {
        self.get("value").filter(|inner| inner.is_list()).unwrap_or(self).list()
    }

    /// Returns the items of a member, as [`items`](Self::items) finds them.
    pub(crate) fn items_of(self, key: &str) -> impl Iterator<Item = Self> + Clone {
        self.get(key).into_iter().flat_map(Self::items)
    }

    /// Returns a text, or the readable items of a list, of a member.
    pub(crate) fn texts(self, key: &str) -> Vec<String> {
        match self.get(key) {
            Some(value) => match value.as_str() {
                Some(text) => vec![text.to_owned()],
                None => value.items().filter_map(Self::readable).collect(),
            },
            None => Vec::new(),
        }
    }

    /// Returns whether [`items`](Self::items) can find anything.
    pub(crate) fn has_items(self) -> bool {
        self.is_list() || self.get("value").is_some_and(Self::is_list)
    }

    /// Returns the object inside `{"type":"object","value":{…}}`, or the bare object itself.
    pub(crate) fn inner(self) -> Option<Self> {
        self.get("value").filter(|inner| inner.is_object()).or(self.is_object().then_some(self))
    }
}
