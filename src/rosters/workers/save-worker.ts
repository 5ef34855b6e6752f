import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import type { Actor } from '../../kernel/index.js';
import { Keyring, type SealedFields, type WorkspaceKeys } from '../../platform/crypto/index.js';
import { Queue } from '../../platform/jobs/index.js';
import { Allowances } from '../../workspaces/index.js';
import { REFUSED_FORM } from '../guard/left-soon.js';
import { applyCellDelta, bumpRosterVersion, dropEmptyCells, lockRosterHead } from '../coverage-cells.js';
import { fieldsOf } from '../worker-fields.js';
import type { CauseCode } from '../row/causes.js';
import type { RosterField } from '../row/roster-fields.js';
import type { RowValues } from '../row/judged-row.js';
import { FormLexicon } from './form-lexicon.js';
import { judgeForm } from './judge-form.rules.js';
import { changedBits, contentOfValues, contentOfWorker, isOtherIdentity } from './worker-content.rules.js';
import type { WorkerForm } from './worker.forms.js';
import type { WorkerRow } from './worker-row.js';
import * as store from './worker-store.js';

/** What became of a form. Only the first two changed or confirmed anything. */
export type Saved =
  | { outcome: 'saved'; id: string }
  | { outcome: 'unchanged'; id: string }
  /** `mustFix` beside their fields; `toAccept` what the person has not yet said to be true. */
  | { outcome: 'questioned'; mustFix: Partial<Record<RosterField, CauseCode>>; toAccept: CauseCode[] }
  | { outcome: 'duplicate'; existingId: string }
  /** The workspace may add nobody more today. */
  | { outcome: 'waiting' }
  /** Somebody else changed the worker meanwhile: as it is now. */
  | { outcome: 'overtaken'; current: WorkerRow };

const NOTHING_SEALED = { phone: null, email: null, address: null, motherName: null };

/** Adds one worker and changes one, by the rules of files, in one transaction with all that follows from it. */
@Injectable()
export class SaveWorker {
  constructor(
    private readonly keyring: Keyring,
    private readonly lexicon: FormLexicon,
    private readonly queue: Queue,
    private readonly audit: Audit,
    private readonly allowances: Allowances,
  ) {}

  async create(actor: Actor, form: WorkerForm): Promise<Saved> {
    const workspaceId = actor.workspaceId ?? '';
    const keys = await this.keyring.workspaceKeys(workspaceId);
    const judged = judgeForm(form, await this.lexicon.today());
    const open = unanswered(judged.toAccept, form);
    if (open.length > 0 || isAny(judged.mustFix))
      return { outcome: 'questioned', mustFix: judged.mustFix, toAccept: judged.toAccept };
    const { nik, phone, email, address, motherName } = judged.values;
    const sealed: SealedFields = {
      ...{ nik, phone: phone || null, email: email || null },
      ...{ address: address || null, motherName: motherName || null },
    };
    await lockRosterHead();
    const holder = await store.workerWithNik(workspaceId, keys.nikIndex(nik));
    if (holder) return this.sameOrDuplicate(keys, await store.getWorker(workspaceId, holder), judged.values, sealed);
    if (!(await this.mayAddOne(workspaceId))) return { outcome: 'waiting' };
    const id = await store.insertWorker(workspaceId, keys, contentOfValues(judged.values, sealed));
    if (!id) throw new Error('the roster head was not locked');
    await applyCellDelta(store.ONE_WORKER, [id], 1);
    await bumpRosterVersion();
    await this.queue.enqueue('coverage.refresh', { workspaceId, id });
    await this.audit.record({
      action: 'workers.created',
      subject: { type: 'worker', id },
      detail: { accepted: judged.toAccept },
    });
    return { outcome: 'saved', id };
  }

  /** A form that was sent twice shows the worker that it made; another form with the same NIK is refused. */
  private sameOrDuplicate(keys: WorkspaceKeys, worker: WorkerRow, values: RowValues, sealed: SealedFields): Saved {
    const stored = contentOfWorker(worker, keys.openFields(worker.sealed, worker.nikIndex));
    const isSame = worker.leftOn === null && changedBits(stored, contentOfValues(values, sealed)) === 0;
    return isSame ? { outcome: 'unchanged', id: worker.id } : { outcome: 'duplicate', existingId: worker.id };
  }

  async edit(actor: Actor, id: string, form: WorkerForm): Promise<Saved> {
    const workspaceId = actor.workspaceId ?? '';
    const keys = await this.keyring.workspaceKeys(workspaceId);
    await lockRosterHead();
    const worker = await store.getWorker(workspaceId, id);
    const isOvertaken = worker.version !== form.version;
    const stored = keys.openFields(worker.sealed, worker.nikIndex);
    const judged = judgeForm(form, await this.lexicon.today(), { nik: stored.nik });
    const open = unanswered(judged.toAccept, form);
    const isQuestioned = open.length > 0 || isAny(judged.mustFix);
    if (isQuestioned && isOvertaken) return { outcome: 'overtaken', current: worker };
    if (isQuestioned) return { outcome: 'questioned', mustFix: judged.mustFix, toAccept: judged.toAccept };
    const sealed = sealedAfter(stored, judged.values, form.removed);
    const [before, after] = [contentOfWorker(worker, stored), contentOfValues(judged.values, sealed)];
    const changed = changedBits(before, after);
    // Also the second click on the button: what it asks for is done.
    if (changed === 0) return { outcome: 'unchanged', id };
    if (isOvertaken) return { outcome: 'overtaken', current: worker };
    const holder = await store.workerWithNik(workspaceId, keys.nikIndex(sealed.nik));
    if (holder && holder !== id) return { outcome: 'duplicate', existingId: holder };
    const isOther = isOtherIdentity(before, after);
    if (sealed.nik !== stored.nik && !(await this.mayAddOne(workspaceId))) return { outcome: 'waiting' };
    await store.keepImage(workspaceId, worker, { act: 'edited', changed, by: actor.label });
    await applyCellDelta(store.ONE_WORKER, [id], -1);
    if (!(await store.updateWorker(workspaceId, keys, worker, after, isOther)))
      throw new Error('the roster head was not locked');
    await applyCellDelta(store.ONE_WORKER, [id], 1);
    await dropEmptyCells();
    await bumpRosterVersion();
    if (isOther) await this.queue.enqueue('coverage.refresh', { workspaceId, id });
    const detail = { fields: fieldsOf(changed), accepted: judged.toAccept };
    await this.audit.record({ action: 'workers.edited', subject: { type: 'worker', id }, detail });
    return { outcome: 'saved', id };
  }

  /** Takes one new NIK off the allowance, behind the lock of the roster's head. */
  private async mayAddOne(workspaceId: string): Promise<boolean> {
    if (await this.allowances.waiting(workspaceId, 1)) {
      await this.queue.enqueue('guard.watch', { workspaceId, id: REFUSED_FORM });
      return false;
    }
    await this.allowances.note(workspaceId, { by_form: 1 });
    return true;
  }
}

function unanswered(toAccept: CauseCode[], form: WorkerForm): CauseCode[] {
  return toAccept.filter((code) => !form.accepted.includes(code));
}

function isAny(record: object): boolean {
  return Object.keys(record).length > 0;
}

/** An empty field keeps what is stored, unless the person asked for it to be removed. */
function sealedAfter(
  stored: SealedFields,
  said: { nik: string; phone: string; email: string; address: string; motherName: string },
  removed: string[],
): SealedFields {
  const kept = (value: string | null, field: string) => (removed.includes(field) ? null : value);
  return {
    ...NOTHING_SEALED,
    nik: said.nik || stored.nik,
    phone: said.phone || kept(stored.phone, 'phone'),
    email: said.email || kept(stored.email, 'email'),
    address: said.address || kept(stored.address, 'address'),
    motherName: said.motherName || kept(stored.motherName, 'mother_name'),
  };
}
