import { connect, type Socket } from 'node:net';

/** `Q`, its length, the word and a zero: COMMIT as a simple query. */
const COMMIT = Buffer.from('Q\0\0\0\x0bCOMMIT\0', 'latin1');
const REMEMBERED = 65_536;

/** Leads connections to the server of the moment. It can lose the answer to a COMMIT, as a network that fails in that moment. */
export class Door {
  private readonly sockets = new Set<Socket>();
  private losing: RegExp | null = null;
  /** How many answers were lost so far. */
  lost = 0;

  constructor(private readonly port: () => number) {}

  /** The next transaction that says this is committed, and who committed it hears nothing of it. */
  loseAnswerTo(said: RegExp): void {
    this.losing = said;
  }

  lead(inward: Socket): void {
    const outward = connect(this.port(), '127.0.0.1');
    let said = '';
    for (const socket of [inward, outward]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.sockets.delete(socket);
        inward.destroy();
        outward.destroy();
      });
    }
    outward.pipe(inward);
    inward.on('data', (bytes) => {
      said = (said + bytes.toString('latin1')).slice(-REMEMBERED);
      const commits = bytes.includes(COMMIT);
      if (commits && this.losing?.test(said)) this.lose(inward, outward);
      if (commits) said = '';
      outward.write(bytes);
    });
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** The server gets the COMMIT and answers; the answer goes nowhere. */
  private lose(inward: Socket, outward: Socket): void {
    this.losing = null;
    this.lost += 1;
    outward.unpipe(inward).resume();
    outward.once('data', () => {
      inward.destroy();
      outward.destroy();
    });
  }
}
