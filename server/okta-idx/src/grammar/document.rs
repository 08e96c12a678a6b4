//! A JSON text, parsed once and read in place.
//!
//! A response has hundreds of texts, and a step needs few of them. Parsing therefore copies none: it notes where each
//! text is, and one buffer holds all of them.

use std::fmt;
use std::ops::Range;

use serde::de::DeserializeSeed;
use serde::de::Deserializer;
use serde::de::MapAccess;
use serde::de::SeqAccess;
use serde::de::Visitor;
use serde_json::Number;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::secret::REDACTED;

/// A parsed JSON text. Wiped when dropped.
pub(crate) struct Document {
    text: Zeroizing<String>,
    root: Node,
}

/// A value in a response of Okta: borrowed from the response, cheap to copy.
///
/// `Debug` shows nothing of it, because it may hold handles, codes or addresses.
#[derive(Clone, Copy)]
pub struct Json<'a> {
    text: &'a str,
    node: &'a Node,
}

enum Node {
    Null,
    Flag(bool),
    Number(Number),
    Text(Text),
    List(Vec<Node>),
    Object(Vec<(Text, Node)>),
}

enum Text {
    /// A part of the document.
    At(Range<usize>),
    /// A text that the document writes with escapes.
    Unescaped(Zeroizing<String>),
}

impl Document {
    /// Parses a text; `None` if it is not JSON or nested too deeply (128 levels, the limit of `serde_json`).
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let text = Zeroizing::new(std::str::from_utf8(bytes).ok()?.to_owned());
        let mut parser = serde_json::Deserializer::from_str(&text);
        let root = NodeReader { text: &text }.deserialize(&mut parser).ok()?;
        parser.end().ok()?;
        Some(Self { text, root })
    }

    /// Returns the whole value.
    pub(crate) fn root(&self) -> Json<'_> {
        Json { text: &self.text, node: &self.root }
    }

    /// Returns the text that was parsed.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

impl Text {
    fn read<'a>(&'a self, text: &'a str) -> &'a str {
        match self {
            Self::At(place) => text.get(place.clone()).unwrap_or_default(),
            Self::Unescaped(text) => text,
        }
    }

    fn is(&self, expected: &str, text: &str) -> bool {
        match self {
            Self::At(place) => text.as_bytes().get(place.clone()) == Some(expected.as_bytes()),
            Self::Unescaped(text) => text.as_str() == expected,
        }
    }
}

impl<'a> Json<'a> {
    /// Returns a member of an object; of several with this name, the last.
    pub fn get(self, name: &str) -> Option<Self> {
        let Node::Object(members) = self.node else { return None };
        let found = members.iter().rev().find(|(key, _)| key.is(name, self.text));
        found.map(|(_, node)| Self { node, ..self })
    }

    /// Returns an item of a list, counted from 0.
    pub fn at(self, index: usize) -> Option<Self> {
        let Node::List(items) = self.node else { return None };
        items.get(index).map(|node| Self { node, ..self })
    }

    /// Returns the items of a list; of anything else, none.
    pub fn list(self) -> impl ExactSizeIterator<Item = Self> + Clone {
        let items = match self.node {
            Node::List(items) => items.as_slice(),
            _ => &[],
        };
        items.iter().map(move |node| Self { node, ..self })
    }

    /// Returns the members of an object, in their order in the text; of anything else, none.
    pub fn members(self) -> impl Iterator<Item = (&'a str, Self)> {
        let members = match self.node {
            Node::Object(members) => members.as_slice(),
            _ => &[],
        };
        members.iter().map(move |(key, node)| (key.read(self.text), Self { node, ..self }))
    }

    /// Returns a text.
    pub fn as_str(self) -> Option<&'a str> {
        match self.node {
            Node::Text(text) => Some(text.read(self.text)),
            _ => None,
        }
    }

    /// Returns a boolean.
    pub fn as_bool(self) -> Option<bool> {
        match self.node {
            Node::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// Returns a natural number.
    pub fn as_u64(self) -> Option<u64> {
        match self.node {
            Node::Number(number) => number.as_u64(),
            _ => None,
        }
    }

    /// Returns a whole number.
    pub fn as_i64(self) -> Option<i64> {
        match self.node {
            Node::Number(number) => number.as_i64(),
            _ => None,
        }
    }

    /// Whether it is `null`.
    pub fn is_null(self) -> bool {
        matches!(self.node, Node::Null)
    }

    /// Whether it is a text, a number or a boolean.
    pub fn is_scalar(self) -> bool {
        matches!(self.node, Node::Flag(_) | Node::Number(_) | Node::Text(_))
    }

    /// Whether it is an object.
    pub fn is_object(self) -> bool {
        matches!(self.node, Node::Object(_))
    }

    /// Whether it is a list.
    pub fn is_list(self) -> bool {
        matches!(self.node, Node::List(_))
    }

    /// Returns a scalar as text: text as it is, numbers and booleans written out.
    pub fn readable(self) -> Option<String> {
        match self.node {
            Node::Text(text) => Some(text.read(self.text).to_owned()),
            Node::Number(number) => Some(number.to_string()),
            Node::Flag(flag) => Some(flag.to_string()),
            Node::Null | Node::List(_) | Node::Object(_) => None,
        }
    }

    /// Whether an object in it, at any depth, has two members with one name.
    pub(crate) fn repeats_a_name(self) -> bool {
        let mut names = self.members().map(|(name, _)| name).collect::<Vec<_>>();
        names.sort_unstable();
        let inner = self.list().chain(self.members().map(|(_, value)| value));
        names.windows(2).any(|two| two[0] == two[1]) || inner.into_iter().any(Self::repeats_a_name)
    }

    /// Returns a copy as a value of its own. It is not wiped when dropped.
    pub fn to_value(self) -> Value {
        match self.node {
            Node::Null => Value::Null,
            Node::Flag(flag) => Value::Bool(*flag),
            Node::Number(number) => Value::Number(number.clone()),
            Node::Text(text) => Value::from(text.read(self.text)),
            Node::List(_) => self.list().map(Self::to_value).collect(),
            Node::Object(_) => {
                self.members().map(|(key, value)| (key.to_owned(), value.to_value())).collect()
            }
        }
    }

    /// Returns where it is in memory, to tell two equal values apart.
    pub(super) fn address(self) -> *const () {
        std::ptr::from_ref(self.node).cast()
    }
}

impl fmt::Debug for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// Reads a value of `text`.
#[derive(Clone, Copy)]
struct NodeReader<'t> {
    text: &'t str,
}

impl<'t> DeserializeSeed<'t> for NodeReader<'t> {
    type Value = Node;

    fn deserialize<D: Deserializer<'t>>(self, from: D) -> Result<Node, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for NodeReader<'t> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Node, E> {
        Ok(Node::Flag(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Number::from_f64(number).map_or(Node::Null, Node::Number))
    }

    fn visit_borrowed_str<E>(self, text: &'t str) -> Result<Node, E> {
        Ok(Node::Text(self.place_of(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(Text::Unescaped(Zeroizing::new(text.to_owned()))))
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut from: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = from.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut from: A) -> Result<Node, A::Error> {
        let mut members = Vec::new();
        while let Some(key) = from.next_key_seed(self)? {
            let value = from.next_value_seed(self)?;
            // A key is a text, which `deserialize_any` finds.
            if let Node::Text(key) = key {
                members.push((key, value));
            }
        }
        Ok(Node::Object(members))
    }
}

impl<'t> NodeReader<'t> {
    fn place_of(self, part: &'t str) -> Text {
        let start = part.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        Text::At(start..start.saturating_add(part.len()))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use proptest::prelude::*;

    use super::*;

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            (-1e9..1e9).prop_map(Value::from),
            "\\PC{0,8}|[\"\\\\\n\u{7f}ü€😀]{0,4}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            let members = prop::collection::btree_map("[a-c\"\\\\ü]{0,3}", inner.clone(), 0..5);
            prop_oneof![
                prop::collection::vec(inner, 0..5).prop_map(Value::from),
                members.prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_document_holds_what_serde_json_reads(value in any_json(), pretty in any::<bool>()) {
            let text = if pretty { format!("{value:#}") } else { value.to_string() };
            let document = Document::parse(text.as_bytes()).unwrap();
            let read = serde_json::from_str::<Value>(&text).unwrap();
            prop_assert_eq!(document.root().to_value(), read);
            prop_assert_eq!(document.text(), text);
        }

        #[test]
        fn what_serde_json_refuses_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..20)) {
            let expected = serde_json::from_slice::<Value>(&bytes).ok();
            prop_assert_eq!(Document::parse(&bytes).map(|it| it.root().to_value()), expected);
        }
    }

    #[test]
    fn of_two_members_with_one_name_the_last_counts() {
        let document = Document::parse(br#"{"a":1,"b":2,"a":3}"#).unwrap();
        assert_eq!(document.root().get("a").and_then(Json::as_u64), Some(3));
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(Document::parse(nested(100).as_bytes()).is_some());
        assert!(Document::parse(nested(1_000).as_bytes()).is_none());
    }
}
