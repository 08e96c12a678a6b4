//! Only okta-idx compares strings of Okta's protocol.

use okta_idx::ActionKind;
use okta_idx::AuthenticatorKey;
use okta_idx::FieldRole;
use okta_idx::MessageKind;
use okta_idx::OAuthErrorKind;
use okta_idx::RemediationKind;
use syn::BinOp;
use syn::Expr;
use syn::ExprBinary;
use syn::ExprLit;
use syn::ExprMethodCall;
use syn::Lit;
use syn::Macro;
use syn::Pat;
use syn::Token;
use syn::parse::Parse;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::visit::Visit;

use crate::source::files;

/// Whether okta-idx has a name for this string.
fn is_of_the_protocol(word: &str) -> bool {
    let leaf = word.rsplit('.').next().unwrap_or(word);
    RemediationKind::of(word) != RemediationKind::Other
        || AuthenticatorKey::of(word) != AuthenticatorKey::Other
        || FieldRole::of(leaf) != FieldRole::Other
        || ActionKind::of(word) != ActionKind::Other
        || OAuthErrorKind::of(word) != OAuthErrorKind::Other
        || MessageKind::of(word) != MessageKind::Other
}

/// Collects the strings of the protocol that a piece of code compares.
#[derive(Default)]
struct Comparisons(Vec<String>);

impl Comparisons {
    fn of(code: &str) -> Vec<String> {
        let mut found = Self::default();
        found.visit_file(&syn::parse_file(code).unwrap());
        found.0
    }

    /// Notes the strings in an operand: a literal, or a list of literals.
    fn note(&mut self, operand: &Expr) {
        match operand {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if is_of_the_protocol(&text.value()) => {
                self.0.push(text.value());
            }
            Expr::Reference(inner) => self.note(&inner.expr),
            Expr::Paren(inner) => self.note(&inner.expr),
            Expr::Array(list) => list.elems.iter().for_each(|element| self.note(element)),
            Expr::Call(call) => call.args.iter().for_each(|argument| self.note(argument)),
            _ => {}
        }
    }
}

/// Methods that compare a string, and methods that look one up in Okta's data.
const COMPARING: [&str; 10] = [
    "is",
    "eq",
    "eq_ignore_ascii_case",
    "contains",
    "starts_with",
    "ends_with",
    "strip_prefix",
    "form",
    "field",
    "answers_to",
];

impl<'ast> Visit<'ast> for Comparisons {
    fn visit_expr_binary(&mut self, node: &'ast ExprBinary) {
        if matches!(node.op, BinOp::Eq(_) | BinOp::Ne(_)) {
            self.note(&node.left);
            self.note(&node.right);
        }
        syn::visit::visit_expr_binary(self, node);
    }

    fn visit_expr_method_call(&mut self, node: &'ast ExprMethodCall) {
        if COMPARING.iter().any(|name| node.method == name) {
            self.note(&node.receiver);
            node.args.iter().for_each(|argument| self.note(argument));
        }
        syn::visit::visit_expr_method_call(self, node);
    }

    fn visit_item_const(&mut self, node: &'ast syn::ItemConst) {
        if matches!(*node.expr, Expr::Array(_)) {
            self.note(&node.expr);
        }
        syn::visit::visit_item_const(self, node);
    }

    fn visit_pat(&mut self, node: &'ast Pat) {
        if let Pat::Lit(literal) = node {
            self.note(&Expr::Lit(literal.clone()));
        }
        syn::visit::visit_pat(self, node);
    }

    fn visit_macro(&mut self, node: &'ast Macro) {
        if node.path.is_ident("matches")
            && let Ok(Matches(subject, pattern, guard)) = node.parse_body()
        {
            self.visit_expr(&subject);
            self.visit_pat(&pattern);
            if let Some(guard) = &guard {
                self.visit_expr(guard);
            }
        } else if let Ok(arguments) =
            node.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated)
        {
            arguments.iter().for_each(|argument| self.visit_expr(argument));
        }
    }
}

/// The arguments of `matches!`.
struct Matches(Expr, Pat, Option<Expr>);

impl Parse for Matches {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let subject = input.parse()?;
        input.parse::<Token![,]>()?;
        let pattern = Pat::parse_multi_with_leading_vert(input)?;
        let guard = match input.parse::<Option<Token![if]>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        input.parse::<Option<Token![,]>>()?;
        Ok(Self(subject, pattern, guard))
    }
}

#[test]
fn no_word_of_the_protocol_is_compared_outside_of_the_client() {
    let read = ["app/src", "frontend/src", "server/src"].into_iter().flat_map(files);
    let found = read.filter_map(|(name, code)| {
        let words = Comparisons::of(&code);
        (!words.is_empty()).then(|| format!("{name}: {}", words.join(", ")))
    });
    assert_eq!(found.collect::<Vec<_>>(), [] as [&str; 0]);
}

#[test]
fn every_way_to_compare_a_word_is_noticed() {
    for code in [
        r#"form.name == "identify""#,
        r#"Some("okta_email") != key"#,
        r#"matches!(key, Some("webauthn") if open)"#,
        r#"assert!(form.name.starts_with("select-authenticator-enroll"))"#,
        r#"["skip", "odd"].contains(&name)"#,
        r#"match name { "userProfile.email" => 1, _ => 2 }"#,
        r#"{ const ALL: [&str; 1] = ["challenge-poll"]; }"#,
        r#"message.is("idx.unknown.user")"#,
        r#"pending.form("unlock-account")"#,
    ] {
        assert_eq!(Comparisons::of(&format!("fn f() {{ {code}; }}")).len(), 1, "{code}");
    }
    let harmless = r#"fn f() { say("identify"); let _ = name == "an-own-name"; }"#;
    assert_eq!(Comparisons::of(harmless), [] as [&str; 0]);
}
