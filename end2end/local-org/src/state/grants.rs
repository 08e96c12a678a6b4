//! Tokens that were handed out: access tokens by value, refresh tokens by family.

use std::collections::HashMap;

use serde::Deserialize;
use serde::Serialize;

use crate::oauth::AuthorizationServer;
use crate::protocol::AccessToken;
use crate::protocol::ClientId;
use crate::protocol::ID_LENGTH;
use crate::protocol::RefreshToken;
use crate::protocol::TransactionId;
use crate::protocol::UserId;
use crate::random::Random;
use crate::timestamp::Timestamp;

/// Spent refresh tokens remembered per family, to notice their reuse.
const SPENT_REMEMBERED: usize = 1000;

/// What a user let an app do, from one sign-in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Grant {
    pub(crate) transaction: TransactionId,
    pub(crate) server: AuthorizationServer,
    pub(crate) client: ClientId,
    pub(crate) user: UserId,
    pub(crate) scopes: Vec<String>,
    pub(crate) amr: Vec<String>,
    pub(crate) acr: Option<String>,
    pub(crate) auth_time: Timestamp,
}

/// An access token that is still worth something.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Access {
    pub(crate) grant: Grant,
    pub(crate) issued_at: Timestamp,
    pub(crate) expires_at: Timestamp,
}

/// A refresh token and all its successors.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Family {
    grant: Grant,
    current: RefreshToken,
    /// The token before, and until when it still works.
    previous: Option<(RefreshToken, Timestamp)>,
    spent: Vec<RefreshToken>,
    expires_at: Timestamp,
}

/// Everything that was granted and not yet taken back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Grants {
    access: HashMap<AccessToken, Access>,
    families: HashMap<String, Family>,
}

/// What became of a refresh token that a client showed.
#[derive(Debug)]
pub(crate) enum Refreshed {
    /// It works: the grant, and the refresh token to use from now on.
    Granted(Grant, RefreshToken),
    /// It was replaced long ago, so it was stolen or kept by mistake: the family is gone.
    Reused(TransactionId),
    /// Never issued, expired or revoked.
    Unknown,
}

impl Grants {
    pub(crate) fn add_access(&mut self, token: AccessToken, access: Access) {
        self.access.insert(token, access);
    }

    pub(crate) fn access(&self, token: &str, now: Timestamp) -> Option<&Access> {
        self.access.get(&AccessToken::new(token)).filter(|access| now < access.expires_at)
    }

    /// Starts a family and hands out its first token.
    pub(crate) fn start_family(
        &mut self,
        grant: Grant,
        random: &mut Random,
        expires_at: Timestamp,
    ) -> RefreshToken {
        let id = random.text(ID_LENGTH);
        let current = next_token(&id, random);
        let family = Family {
            grant,
            current: current.clone(),
            previous: None,
            spent: Vec::new(),
            expires_at,
        };
        self.families.insert(id, family);
        current
    }

    /// Looks at a refresh token without using it.
    pub(crate) fn refresh_grant(&self, token: &str, now: Timestamp) -> Option<(&Grant, Timestamp)> {
        let family = self.families.get(token.get(..ID_LENGTH)?)?;
        let alive = now < family.expires_at && family.current.as_str() == token;
        alive.then_some((&family.grant, family.expires_at))
    }

    /// The app and sign-in behind any token of a family, spent ones included.
    pub(crate) fn owner(&self, token: &str) -> Option<&Grant> {
        self.families.get(token.get(..ID_LENGTH)?).map(|family| &family.grant)
    }

    /// Uses a refresh token. Within the grace period its predecessor is as good as itself.
    pub(crate) fn refresh(
        &mut self,
        token: &str,
        rotate: bool,
        grace: i64,
        random: &mut Random,
        now: Timestamp,
    ) -> Refreshed {
        let Some(id) = token.get(..ID_LENGTH) else { return Refreshed::Unknown };
        let Some(family) = self.families.get_mut(id) else { return Refreshed::Unknown };
        if family.expires_at <= now {
            return Refreshed::Unknown;
        }
        if family.current.as_str() == token {
            if rotate {
                let next = next_token(id, random);
                let old = std::mem::replace(&mut family.current, next);
                family.spent.push(old.clone());
                if family.spent.len() > SPENT_REMEMBERED {
                    family.spent.remove(0);
                }
                family.previous = Some((old, now.plus_seconds(grace)));
            }
            return Refreshed::Granted(family.grant.clone(), family.current.clone());
        }
        if let Some((previous, until)) = &family.previous
            && previous.as_str() == token
            && now < *until
        {
            return Refreshed::Granted(family.grant.clone(), family.current.clone());
        }
        if family.spent.iter().any(|old| old.as_str() == token) {
            let transaction = family.grant.transaction.clone();
            self.revoke_sign_in(&transaction);
            return Refreshed::Reused(transaction);
        }
        Refreshed::Unknown
    }

    /// Takes back one access token.
    pub(crate) fn revoke_access(&mut self, token: &str) {
        self.access.remove(&AccessToken::new(token));
    }

    /// Takes back everything that came from one sign-in.
    pub(crate) fn revoke_sign_in(&mut self, transaction: &TransactionId) {
        self.access.retain(|_, access| access.grant.transaction != *transaction);
        self.families.retain(|_, family| family.grant.transaction != *transaction);
    }

    /// Takes back everything of one user, on every device.
    pub(crate) fn revoke_user(&mut self, user: &UserId) {
        self.access.retain(|_, access| access.grant.user != *user);
        self.families.retain(|_, family| family.grant.user != *user);
    }

    pub(crate) fn forget_expired(&mut self, now: Timestamp) {
        self.access.retain(|_, access| now < access.expires_at);
        self.families.retain(|_, family| now < family.expires_at);
    }
}

fn next_token(family: &str, random: &mut Random) -> RefreshToken {
    RefreshToken::new(format!("{family}{}", random.secret(43)))
}
