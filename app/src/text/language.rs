//! The languages, each as one row of a table.

/// A language that the catalogue speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// German.
    German,
    /// Arabic.
    Arabic,
}

/// What is known of a language.
struct About {
    /// Its BCP 47 tag.
    tag: &'static str,
    /// Its name in itself.
    name: &'static str,
    /// Where its lines begin.
    direction: Direction,
    /// Its Fluent file.
    file: &'static str,
}

/// The direction in which a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

impl Direction {
    /// The value of the `dir` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl Language {
    /// All languages, in the order in which a visitor may pick one.
    pub const ALL: [Self; 3] = [Self::English, Self::German, Self::Arabic];

    const fn about(self) -> &'static About {
        match self {
            Self::English => &About {
                tag: "en",
                name: "English",
                direction: Direction::LeftToRight,
                file: include_str!("en.ftl"),
            },
            Self::German => &About {
                tag: "de",
                name: "Deutsch",
                direction: Direction::LeftToRight,
                file: include_str!("de.ftl"),
            },
            Self::Arabic => &About {
                tag: "ar",
                name: "العربية",
                direction: Direction::RightToLeft,
                file: include_str!("ar.ftl"),
            },
        }
    }

    /// The language with this BCP 47 tag, in any case.
    pub fn tagged(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag))
    }

    /// The BCP 47 tag, for `lang` attributes and headers.
    pub fn tag(self) -> &'static str {
        self.about().tag
    }

    /// The name of the language in itself.
    pub fn name(self) -> &'static str {
        self.about().name
    }

    /// The direction in which it is written.
    pub fn direction(self) -> Direction {
        self.about().direction
    }

    /// Its Fluent file.
    pub(super) fn file(self) -> &'static str {
        self.about().file
    }
}
