import { Injectable } from '@nestjs/common';
import { ImportProgress, ImportReceipts, type Import, type Received } from '../../imports/index.js';
import { Idempotency, requestHash, type Answer } from '../../platform/web/index.js';
import { importAnswer, importLocation, type ImportAnswer } from './import-answer.js';
import { API_PLACES } from './import-rights.js';
import type { Arrived } from './take-uploads.js';

/** Enters files that machines sent, once per Idempotency-Key, however their bytes came. */
@Injectable()
export class EnterByApi {
  constructor(
    private readonly receipts: ImportReceipts,
    private readonly idempotency: Idempotency,
    private readonly progress: ImportProgress,
  ) {}

  /** In the current unit of work. @throws Refused 422 `idempotency-key-reused` */
  async enter(
    { kind, order, stored }: Arrived,
    key: string | null,
    enter: () => Promise<Received>,
  ): Promise<Answer & { repeated: boolean }> {
    const once = async () => {
      const { file, seenBefore } = await enter();
      const body: unknown = { ...(await this.answer(file)), seenBefore };
      return { status: seenBefore ? 200 : 202, location: importLocation(file), body };
    };
    if (!key) return { ...(await once()), repeated: false };
    const path = `/api/v1/${API_PLACES[kind]}`;
    const hash = requestHash('POST', path, stored.sha256.toString('hex'), JSON.stringify(order));
    return this.idempotency.once(key, hash, once);
  }

  async answer(file: Import): Promise<ImportAnswer> {
    return importAnswer(file, await this.receipts.of(file), await this.progress.of(file));
  }
}
