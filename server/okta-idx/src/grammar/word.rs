//! Enums for the words that Okta uses, read once where an answer is read.

/// Declares an enum whose variants are words of the protocol. A word that is not listed is read as `Other`.
macro_rules! words {
    (
        $(#[$about:meta])*
        pub enum $Name:ident {
            $( $(#[$doc:meta])* $Variant:ident = $word:literal $(| $alias:literal)* , )+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $Name {
            $( $(#[$doc])* $Variant, )+
            /// A word that this version does not know.
            Other,
        }

        impl $Name {
            /// Returns what a word of the protocol means.
            pub fn of(word: &str) -> Self {
                match word {
                    $( $word $(| $alias)* => Self::$Variant, )+
                    _ => Self::Other,
                }
            }

            /// Returns the word of the protocol; none for a word that is not known.
            pub fn word(self) -> Option<&'static str> {
                match self {
                    $( Self::$Variant => Some($word), )+
                    Self::Other => None,
                }
            }
        }
    };
}

pub(crate) use words;
