//! The languages, each as one row of a table.

/// Declares [`Language`] from one table. A language is one row of it and one Fluent file.
macro_rules! languages {
    ($($name:ident: $tag:literal, $own:literal, $direction:ident;)+) => {
        /// A language of the catalogue.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "a language is documented best by its name")]
        pub enum Language {
            #[default]
            $($name),+
        }

        impl Language {
            /// All languages, in the order of the language choice.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            const fn about(self) -> &'static About {
                match self {
                    $(Self::$name => &About {
                        tag: $tag,
                        name: $own,
                        direction: Direction::$direction,
                        file: include_str!(concat!($tag, ".ftl")),
                    }),+
                }
            }
        }
    };
}

// The BCP 47 tag, which is also the file's name; the language's own name; the direction of its
// lines.
languages! {
    English: "en", "English", LeftToRight;
    German: "de", "Deutsch", LeftToRight;
    Arabic: "ar", "العربية", RightToLeft;
}

/// The properties of a language.
struct About {
    tag: &'static str,
    name: &'static str,
    direction: Direction,
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
    /// Returns the value of the `dir` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl Language {
    /// Returns the language with this BCP 47 tag, in any case.
    pub fn tagged(tag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|language| language.tag().eq_ignore_ascii_case(tag))
    }

    /// Returns the BCP 47 tag, for `lang` attributes and headers.
    pub fn tag(self) -> &'static str {
        self.about().tag
    }

    /// Returns the language's own name.
    pub fn name(self) -> &'static str {
        self.about().name
    }

    /// Returns the direction in which the language is written.
    pub fn direction(self) -> Direction {
        self.about().direction
    }

    /// Returns its Fluent file.
    pub(super) fn file(self) -> &'static str {
        self.about().file
    }
}
