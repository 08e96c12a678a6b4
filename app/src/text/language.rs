//! The languages, each as one row of a table.

/// Declares [`Language`] from one table. A language is one row of it and one Fluent file.
macro_rules! languages {
    ($($name:ident: $tag:literal, $own:literal, $direction:ident;)+) => {
        /// A language that the catalogue speaks.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "a language is documented best by its name")]
        pub enum Language {
            #[default]
            $($name),+
        }

        impl Language {
            /// All languages, in the order in which a visitor may pick one.
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

// The BCP 47 tag, which is the file's name as well, the name of the language in itself, and where its lines begin.
languages! {
    English: "en", "English", LeftToRight;
    German: "de", "Deutsch", LeftToRight;
    Arabic: "ar", "العربية", RightToLeft;
}

/// What is known of a language.
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
    /// The value of the `dir` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl Language {
    /// The language with this BCP 47 tag, in any case.
    pub fn tagged(tag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|language| language.tag().eq_ignore_ascii_case(tag))
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
