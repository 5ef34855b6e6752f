import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { NotFound, Refused, maskNik, type Actor } from '../../kernel/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import { currentWork, UnitOfWork } from '../../platform/db/index.js';

export interface Canary {
  id: string;
  /** Masked. */
  nik: string;
  note: string;
  registeredBy: string;
  registeredAt: Date;
  retiredAt: Date | null;
}

interface Row extends Omit<Canary, 'nik'> {
  matchIndex: Buffer;
  sealed: Buffer;
}

/**
 * NIKs that the agency made up and gave to nobody. Sealed and indexed under the registry's key; kept by the role of the
 * agency's jobs, because pages may not touch the registry. All methods open their own unit of work.
 */
@Injectable()
export class Canaries {
  constructor(
    private readonly units: UnitOfWork,
    private readonly keyring: Keyring,
    private readonly audit: Audit,
  ) {}

  /** Newest first. */
  list(actor: Actor): Promise<Canary[]> {
    return this.inAgency(actor, async () => {
      const keys = await this.keyring.registryKeys();
      const rows = await currentWork().query<Row>(
        `select id, match_index as "matchIndex", sealed, note, registered_label as "registeredBy",
           registered_at as "registeredAt", retired_at as "retiredAt"
         from registry.canaries order by retired_at is not null, id desc limit 500`,
      );
      return rows.map(({ matchIndex, sealed, ...canary }) => ({
        ...canary,
        nik: maskNik(keys.openText(sealed, matchIndex)),
      }));
    });
  }

  /** @param nik 16 digits without fault @throws Refused `participants.canary-known`, `participants.canary-is-participant` */
  register(actor: Actor, nik: string, note: string): Promise<string> {
    return this.inAgency(actor, async () => {
      const keys = await this.keyring.registryKeys();
      const index = keys.matchIndex(nik);
      const work = currentWork();
      const held = await work.query('select from registry.participants where match_index = $1', [index]);
      // A person's number would raise an alarm about everybody who rightly has them on the roster.
      if (held.length > 0) throw new Refused('participants.canary-is-participant');
      const [row] = await work.query<{ id: string }>(
        `insert into registry.canaries (match_index, sealed, note, registered_label) values ($1, $2, $3, $4)
         on conflict (match_index) do nothing returning id`,
        [index, keys.sealText(nik, index), note, actor.label],
      );
      if (!row) throw new Refused('participants.canary-known');
      await this.audit.record({
        action: 'participants.canary.registered',
        subject: { type: 'canary', id: row.id },
        detail: { note },
      });
      return row.id;
    });
  }

  /** It raises no alarm any more. @throws NotFound */
  retire(actor: Actor, id: string): Promise<void> {
    return this.inAgency(actor, async () => {
      const retired = await currentWork().execute(
        'update registry.canaries set retired_at = coalesce(retired_at, now()) where id = $1',
        [id],
      );
      if (retired === 0) throw new NotFound();
      await this.audit.record({ action: 'participants.canary.retired', subject: { type: 'canary', id } });
    });
  }

  private inAgency<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    const { workspaceId, userId } = actor;
    return this.units.run({ role: 'worker', workspaceId, userId, actor, statementTimeout: 15_000 }, work);
  }
}
