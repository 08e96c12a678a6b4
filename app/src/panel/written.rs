//! Attributes that are written only once.
//!
//! A step is drawn once and then replaced, never changed. For an attribute that may change, Leptos
//! keeps the element and the value, and both cost WebAssembly. An attribute that is written once
//! costs little more than its name.

use leptos::attr::Attribute;
use leptos::attr::AttributeValue;
use leptos::attr::NextAttribute;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::renderer::types::Element;

/// Takes the name and the value of an attribute.
pub(super) type Put<'a> = dyn FnMut(&str, &str) + 'a;

/// All attributes of an element, put by a function in their order.
#[derive(Clone, Copy)]
pub(super) struct Written<F>(pub(super) F);

impl<F: Fn(&mut Put<'_>) + Clone + Send + 'static> Attribute for Written<F> {
    const MIN_LENGTH: usize = 0;
    type State = ();
    type AsyncOutput = Self;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        let mut length = 0;
        (self.0)(&mut |name, value| length += name.len() + value.len() + 4);
        length
    }

    fn to_html(self, buf: &mut String, _: &mut String, _: &mut String, _: &mut String) {
        (self.0)(&mut |name, value| AttributeValue::to_html(value, name, buf));
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Element) {}

    fn build(self, element: &Element) {
        (self.0)(&mut |name, value| Rndr::set_attribute(element, name, value));
    }

    fn rebuild(self, (): &mut ()) {}

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }
}

impl<F: Fn(&mut Put<'_>) + Clone + Send + 'static> NextAttribute for Written<F> {
    type Output<NewAttr: Attribute> = (Self, NewAttr);

    fn add_any_attr<NewAttr: Attribute>(self, new_attr: NewAttr) -> Self::Output<NewAttr> {
        (self, new_attr)
    }
}
