import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { freePort } from './server';

/**
 * An nginx that keeps whatever it may: answers to any method, with any status, also those that set a cookie or vary, and an hour
 * where nothing is said. Only `Cache-Control` and `Expires` hold it back, and it knows nobody's cookie.
 */
export class Nginx {
  #child: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    readonly folder: string,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  static async prepare(folder: string): Promise<Nginx> {
    mkdirSync(join(folder, 'kept'), { recursive: true });
    return new Nginx(await freePort(), folder);
  }

  /** Starts in front of a server and waits until it answers. */
  async start(server: string): Promise<void> {
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path temporary-${kind};`);
    const { uid, username } = userInfo();
    const settings = `
      ${uid === 0 ? `user ${username};` : ''}
      daemon off;
      worker_processes 1;
      pid nginx.pid;
      error_log nginx.log;
      events {}
      http {
        access_log off;
        ${temporary.join('\n')}
        proxy_cache_path kept keys_zone=kept:1m use_temp_path=off;
        server {
          listen 127.0.0.1:${this.port};
          location / {
            proxy_pass ${server};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Connection "";
            proxy_cache kept;
            proxy_cache_methods GET HEAD POST;
            proxy_cache_key $request_method$request_uri;
            proxy_cache_valid any 1h;
            proxy_ignore_headers Set-Cookie Vary;
            add_header x-kept $upstream_cache_status always;
          }
        }
      }`;
    writeFileSync(join(this.folder, 'nginx.conf'), settings);
    const program = process.env.USHER_NGINX ?? 'nginx';
    const child = spawn(program, ['-p', `${this.folder}/`, '-c', 'nginx.conf', '-e', 'nginx.log'], { stdio: 'ignore' });
    child.on('error', () => {});
    this.#child = child;
    for (let tries = 0; tries < 200; tries += 1) {
      const there = await fetch(`${this.url}/readyz`, { method: 'HEAD' }).then(
        () => true,
        () => false,
      );
      if (there) return;
      await pause(50);
    }
    throw new Error(`nginx does not start; see ${this.folder}/nginx.log`);
  }

  /** The first lines of everything that it keeps: the answers' heads, and their bodies where they are small. */
  kept(): string[] {
    return readdirSync(join(this.folder, 'kept')).map((file) => readFileSync(join(this.folder, 'kept', file), 'latin1'));
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.pid === undefined) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await gone;
  }
}
