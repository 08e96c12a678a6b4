//! The texts of one language, parsed.

use std::sync::LazyLock;

use fluent_bundle::FluentArgs;
use fluent_bundle::FluentError;
use fluent_bundle::FluentResource;
use fluent_bundle::FluentValue;
use fluent_bundle::concurrent::FluentBundle;

use super::Direction;
use super::Key;
use super::Language;
use super::key::KEYS;

/// The placeholder for a value that is filled in later.
const PLACE: &str = "{}";

static CATALOGUES: LazyLock<Vec<Catalogue>> =
    LazyLock::new(|| Language::ALL.iter().copied().map(Catalogue::parse).collect());

/// The texts of one language, with English ones for missing texts.
pub(super) struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// The text of each key, with [`PLACE`] for its arguments.
    plain: Vec<String>,
}

impl Catalogue {
    /// Returns the catalogue of `language`. The first call parses all of them.
    pub(super) fn of(language: Language) -> &'static Self {
        &CATALOGUES[language as usize]
    }

    #[expect(clippy::expect_used, reason = "the files are part of the build, and tests parse them")]
    fn parse(language: Language) -> Self {
        let tag = language.tag().parse().expect("the tag of a language is one");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Values are isolated in `isolated` only if that changes the display, because the marks
        // would be copied with the text.
        bundle.set_use_isolating(false);
        for file in [Language::English.file(), language.file()] {
            let parsed = FluentResource::try_new(file.to_owned()).map_err(|(_, errors)| errors);
            bundle.add_resource_overriding(parsed.expect("a Fluent file can be parsed"));
        }
        let mut catalogue = Self { language, bundle, plain: Vec::new() };
        let plain = |(key, arguments): &(Key, &[&'static str])| {
            let places = arguments.iter().map(|name| (*name, FluentValue::from(PLACE)));
            catalogue.format(&key.message(), &places.collect()).unwrap_or_default()
        };
        catalogue.plain = KEYS.iter().map(plain).collect();
        catalogue
    }

    /// Returns the text of `key`, with [`PLACE`] for its arguments.
    pub(super) fn plain(&self, key: Key) -> &str {
        self.plain.get(key as usize).map_or("", String::as_str)
    }

    /// Returns the text of `key` with these values, in the order of its arguments.
    pub(super) fn filled(&self, key: Key, values: &[&str]) -> String {
        let values = values.iter().copied().chain(std::iter::repeat(""));
        let arguments = key.arguments().iter().zip(values);
        let arguments = arguments.map(|(name, value)| (*name, self.value(name, value))).collect();
        self.format(&key.message(), &arguments).unwrap_or_else(|_| self.plain(key).to_owned())
    }

    /// Returns the text of another message, with `$param0` and so on for `params`. Returns `None`
    /// if there is no such message or it needs more parameters.
    pub(super) fn other(&self, message: &str, params: &[String]) -> Option<String> {
        let mut arguments = FluentArgs::new();
        for (place, param) in params.iter().enumerate() {
            arguments.set(format!("param{place}"), self.isolated(param));
        }
        self.format(message, &arguments).ok()
    }

    fn format(
        &self,
        message: &str,
        arguments: &FluentArgs<'_>,
    ) -> Result<String, Vec<FluentError>> {
        let found = self.bundle.get_message(message).and_then(|message| message.value());
        let Some(pattern) = found else { return Err(Vec::new()) };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(arguments), &mut errors).into_owned();
        if errors.is_empty() { Ok(text) } else { Err(errors) }
    }

    /// Converts an argument: counts are numbers, because they have plurals; other values are text.
    fn value(&self, name: &str, value: &str) -> FluentValue<'static> {
        let is_count =
            matches!(name, "seconds" | "minutes" | "digits" | "days" | "times" | "count");
        let number = is_count.then(|| value.parse::<u32>());
        match number {
            Some(Ok(number)) => number.into(),
            _ => self.isolated(value).into(),
        }
    }

    /// Encloses `value` in marks that isolate its direction (Unicode Standard Annex 9). If value
    /// and text both run from left to right, no marks are needed.
    fn isolated(&self, value: &str) -> String {
        if self.language.direction() == Direction::LeftToRight && value.is_ascii() {
            value.to_owned()
        } else {
            format!("\u{2068}{value}\u{2069}")
        }
    }
}
