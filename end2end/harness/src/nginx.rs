//! A caching proxy in front of a server.

use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::Process;
use crate::clean_command;

/// Folders that nginx requires, although this configuration does not use them.
const TEMPORARY: [&str; 5] = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

/// Starts `program` at `address` in front of `server`, with its settings, log and cache in
/// `folder`.
///
/// It caches responses to any method and with any status, also with `Set-Cookie` or `Vary`, for an
/// hour by default. Only `Cache-Control` and `Expires` prevent that. `x-kept` tells whether a
/// response came from the cache.
pub fn start_nginx(
    program: &Path,
    address: &str,
    server: &str,
    folder: &Path,
) -> anyhow::Result<Process> {
    fs::create_dir_all(folder.join("kept")).context("making a folder for the proxy")?;
    fs::write(folder.join("nginx.conf"), settings(address, server, is_root(folder)))
        .context("writing the settings of the proxy")?;
    let mut command = clean_command(program);
    command.arg("-p").arg(folder).args(["-c", "nginx.conf", "-e", "nginx.log"]);
    let mut proxy = Process::start(command, &folder.join("nginx.log"))?;
    proxy.wait_until_listening(address)?;
    Ok(proxy)
}

fn settings(address: &str, server: &str, root: bool) -> String {
    // As root, nginx would use a user who may not write into the folder.
    let user = if root { "user root;" } else { "" };
    let temporary = TEMPORARY.map(|kind| format!("{kind}_temp_path temporary-{kind};"));
    format!(
        "{user}
daemon off;
worker_processes 1;
pid nginx.pid;
error_log nginx.log;
events {{}}
http {{
  access_log off;
  {temporary}
  proxy_cache_path kept keys_zone=kept:1m use_temp_path=off;
  server {{
    listen {address};
    location / {{
      proxy_pass {server};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Connection \"\";
      proxy_cache kept;
      proxy_cache_methods GET HEAD POST;
      proxy_cache_key $request_method$request_uri;
      proxy_cache_valid any 1h;
      proxy_ignore_headers Set-Cookie Vary;
      add_header x-kept $upstream_cache_status always;
    }}
  }}
}}
",
        temporary = temporary.join("\n  ")
    )
}

/// Whether a new file in `folder` belongs to root.
#[cfg(unix)]
fn is_root(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(folder.join("kept")).is_ok_and(|kept| kept.uid() == 0)
}

#[cfg(not(unix))]
fn is_root(_: &Path) -> bool {
    false
}
