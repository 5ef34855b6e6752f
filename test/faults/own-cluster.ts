import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate, startEmbedded, type RunningPostgres } from '../../src/platform/db/index.js';

const PASSWORD = 'fault-login';

/** A PostgreSQL of its own with durability as in production, behind an address that stays when it is started anew. */
export class OwnCluster {
  private readonly folder = mkdtempSync(join(tmpdir(), 'sinergi-fault-'));
  private readonly sockets = new Set<Socket>();
  private server!: RunningPostgres;
  private door!: Server;

  static async start(): Promise<OwnCluster> {
    const cluster = new OwnCluster();
    await cluster.boot();
    await migrate(cluster.adminUrl, PASSWORD);
    cluster.door = createServer((socket) => cluster.lead(socket)).listen(0, '127.0.0.1');
    return cluster;
  }

  /** Straight to the server of this moment, as superuser. */
  get adminUrl(): string {
    return this.server.url();
  }

  /** Address of the product's login, the same after a restart. */
  get loginUrl(): string {
    return `postgres://sinergi_login:${PASSWORD}@127.0.0.1:${(this.door.address() as AddressInfo).port}/postgres`;
  }

  /** As when the machine fails: no checkpoint, no farewell to connections; what was committed is recovered from the log. */
  async crash(): Promise<void> {
    process.kill(this.server.pid, 'SIGQUIT');
    while (runs(this.server.pid)) await sleep(50);
    await this.boot();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.door.close();
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async boot(): Promise<void> {
    this.server = await startEmbedded({
      folder: this.folder,
      superuserPassword: 'fault',
      settings: { shared_buffers: '64MB' },
    });
  }

  private lead(inward: Socket): void {
    const outward = connect(this.server.port, '127.0.0.1');
    for (const socket of [inward, outward]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.sockets.delete(socket);
        inward.destroy();
        outward.destroy();
      });
    }
    inward.pipe(outward).pipe(inward);
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
