import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import {
  ImportSubjects,
  ReceiveImport,
  type ImportChannel,
  type ImportKind,
  type Received,
  type StoredFile,
} from '../../imports/index.js';
import { Refused, type Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/db/index.js';
import { readMultipart } from './multipart.js';
import { readOrder, type UploadOrder } from './upload-order.rules.js';

/** A file that has arrived whole, with what was asked of it. */
export interface Arrived {
  kind: ImportKind;
  channel: ImportChannel;
  fileName: string;
  order: UploadOrder;
  stored: StoredFile;
}

/** Takes files in from forms and machines. Nothing here may run inside a unit of work: senders are slow. */
@Injectable()
export class TakeUploads {
  constructor(
    private readonly units: UnitOfWork,
    private readonly receive: ReceiveImport,
    private readonly subjects: ImportSubjects,
  ) {}

  /** Streams the file of a multipart request to storage. @throws Refused for no file, too large a file, a bad field */
  async arrive(req: Request, actor: Actor, kind: ImportKind, channel: ImportChannel): Promise<Arrived> {
    const announced = Number(req.get('content-length') ?? 0);
    let storing: Promise<StoredFile> | null = null;
    const store = (content: Readable) => (storing = this.receive.store(actor, content, announced));
    const { fields, fileName, taken } = await readMultipart(req, store).catch(async (error: unknown) => {
      // The file itself may have come whole, and the form around it not.
      const stored = await storing?.catch(() => null);
      if (stored) await this.receive.forget(stored);
      throw error;
    });
    if (!taken) throw Refused.invalid('imports.file-missing');
    try {
      const known = this.subjects.of(kind).fields.map(({ key }) => key);
      return { kind, channel, fileName, order: readOrder(fields, known), stored: taken };
    } catch (error) {
      await this.receive.forget(taken);
      throw error;
    }
  }

  /** Enters an arrived file in a unit of work of its own, in which `within` does what belongs together with it. */
  async enter<T>(actor: Actor, arrived: Arrived, within: (enter: () => Promise<Received>) => Promise<T>): Promise<T> {
    const { stored, order, kind, channel, fileName } = arrived;
    const scope = { role: 'app', workspaceId: actor.workspaceId, userId: actor.userId, actor } as const;
    let isNew = false;
    const enter = async () => {
      const received = await this.receive.enter(actor, { kind, channel, fileName, ...order }, stored);
      isNew = !received.seenBefore;
      return received;
    };
    return this.receive.keepOrForget(
      stored,
      () => this.units.run(scope, () => within(enter)),
      () => isNew,
    );
  }
}
