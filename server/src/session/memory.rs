//! Sessions in memory: for tests, and where losing them at a restart is fine.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use async_trait::async_trait;

use super::seal::StoreKey;
use super::store::SessionStore;
use super::store::StoreError;
use super::store::Stored;

/// Keeps sealed records in a map.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<HashMap<StoreKey, Stored>>);

impl MemoryStore {
    fn records(&self) -> MutexGuard<'_, HashMap<StoreKey, Stored>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl SessionStore for MemoryStore {
    async fn create(&self, key: StoreKey, record: Stored) -> Result<bool, StoreError> {
        let mut records = self.records();
        let free = !records.contains_key(&key);
        if free {
            records.insert(key, record);
        }
        Ok(free)
    }

    async fn load(&self, key: StoreKey, now: i64) -> Result<Option<Stored>, StoreError> {
        Ok(self.records().get(&key).filter(|record| now < record.expires_at).cloned())
    }

    async fn update(
        &self,
        key: StoreKey,
        based_on: u64,
        record: Stored,
    ) -> Result<bool, StoreError> {
        let mut records = self.records();
        match records.get_mut(&key).filter(|found| found.version == based_on) {
            Some(found) => {
                *found = record;
                Ok(true)
            }
            None => Ok(false),
        }
    }

    async fn delete(&self, key: StoreKey) -> Result<bool, StoreError> {
        Ok(self.records().remove(&key).is_some())
    }

    async fn sweep(&self, now: i64) -> Result<usize, StoreError> {
        let mut records = self.records();
        let before = records.len();
        records.retain(|_, record| now < record.expires_at);
        Ok(before - records.len())
    }

    async fn check(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::store::contract;

    #[tokio::test]
    async fn memory_keeps_the_contract_of_stores() {
        contract::holds(&MemoryStore::default()).await;
    }
}
