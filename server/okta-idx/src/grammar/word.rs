//! Enums for the strings of Okta's protocol, parsed once with the response.

/// Declares an enum whose variants are strings of the protocol. An unknown string is read as
/// `Other`.
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
            /// A string that this version does not know.
            Other,
        }

        impl $Name {
            /// Returns the variant of a string of the protocol.
            pub fn of(word: &str) -> Self {
                match word {
                    $( $word $(| $alias)* => Self::$Variant, )+
                    _ => Self::Other,
                }
            }

            /// Returns the string of the protocol, or `None` for an unknown one.
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
