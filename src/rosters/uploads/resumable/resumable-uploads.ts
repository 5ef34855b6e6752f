import { Inject, Injectable } from '@nestjs/common';
import { Server } from '@tus/server';
import type { Request, Response } from 'express';
import {
  ImportSubjects,
  ReceiveImport,
  UnfinishedUploads,
  type ImportChannel,
  type ImportKind,
  type Received,
  type UnfinishedUpload,
} from '../../../imports/index.js';
import type { Actor } from '../../../kernel/index.js';
import { currentWork, UnitOfWork } from '../../../platform/db/index.js';
import type { Storage } from '../../../platform/storage/index.js';
import { STORAGE } from '../../../platform/tokens.js';
import { limits } from '../../../tabular/index.js';
import { TakeUploads, type Arrived } from '../take-uploads.js';
import { readBeginning } from './beginning.rules.js';
import { Refusals, sendAnswer, webRequest } from './tus-exchange.js';
import { UploadLocks } from './upload-locks.js';
import { UploadStore } from './upload-store.js';

/** Where pieces arrive, and how the import that they become is told. */
export interface UploadPlace {
  kind: ImportKind;
  channel: ImportChannel;
  /** Path of the collection. */
  path: string;
  /** Path of an import. @param seenBefore these bytes were here already */
  locationOf(importId: string, seenBefore: boolean): string;
  /** Enters the whole file in the current unit of work and answers its id; asked once per upload. */
  entering(arrived: Arrived, enter: () => Promise<Received>, upload: UnfinishedUpload): Promise<string>;
}

/** The import that an upload became, which may be one that was there. */
interface Became {
  importId: string;
  seenBefore: boolean;
}

/** Names the import in the answer to the last piece and in every later one. */
export const BECAME = 'Sinergi-Import';

/** Files that come in pieces by the tus protocol; the whole file goes the way of every other upload. */
@Injectable()
export class ResumableUploads {
  private readonly locks = new UploadLocks();

  constructor(
    private readonly units: UnitOfWork,
    private readonly unfinished: UnfinishedUploads,
    private readonly receive: ReceiveImport,
    private readonly uploads: TakeUploads,
    private readonly subjects: ImportSubjects,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /**
   * Answers one request of the protocol. Must be called outside a unit of work.
   * @param id null: a new upload begins. @throws NotFound, and what beginning or entering refuses
   */
  async answer(req: Request, res: Response, actor: Actor, place: UploadPlace, id: string | null): Promise<void> {
    // First of all: a stranger must not even take the lock of an upload.
    const upload = id === null ? null : await this.get(actor, place.kind, id);
    const refusals = new Refusals();
    let became: Became | null = upload?.importId ? { importId: upload.importId, seenBefore: false } : null;
    const server = new Server({
      path: place.path,
      relativeLocation: true,
      maxSize: limits.fileBytes,
      allowedOrigins: () => false,
      locker: this.locks.of(actor.workspaceId ?? ''),
      lockDrainTimeout: 200,
      datastore: this.storeFor(actor, place.kind, refusals),
      getFileIdFromRequest: () => id ?? undefined,
      namingFunction: refusals.guard((request: globalThis.Request, metadata) =>
        this.begin(actor, place.kind, request.headers, metadata ?? {}),
      ),
      onUploadFinish: refusals.guard(async (_request: globalThis.Request, { id: whole }) => {
        became = await this.finish(actor, place, whole);
        return {};
      }),
    });
    const answer = await server.handleWeb(webRequest(req));
    refusals.rethrow();
    if (became && req.method !== 'DELETE') res.setHeader(BECAME, place.locationOf(became.importId, became.seenBefore));
    await sendAnswer(answer, req, res);
  }

  get(actor: Actor, kind: ImportKind, id: string): Promise<UnfinishedUpload> {
    return this.inUnit(actor, () => this.unfinished.get(actor, kind, id), true);
  }

  waiting(actor: Actor, kind: ImportKind): Promise<UnfinishedUpload[]> {
    return this.inUnit(actor, () => this.unfinished.waiting(actor, kind), true);
  }

  /** Forgets the upload and its bytes; an import that it became stays. @throws NotFound */
  async remove(actor: Actor, kind: ImportKind, id: string): Promise<void> {
    await this.inUnit(actor, async () => {
      const { storageKey } = await this.unfinished.get(actor, kind, id, true);
      await this.unfinished.remove(actor, id);
      currentWork().afterCommit(() => this.storage.delete(storageKey));
    });
  }

  private async begin(actor: Actor, kind: ImportKind, headers: Headers, metadata: Record<string, string | null>) {
    const announced = {
      length: headers.get('upload-length'),
      metadata,
      idempotencyKey: headers.get('idempotency-key'),
    };
    const known = this.subjects.of(kind).fields.map(({ key }) => key);
    const beginning = readBeginning(announced, known);
    return this.inUnit(actor, async () => {
      const { id, forgotten } = await this.unfinished.begin(actor, kind, beginning);
      currentWork().afterCommit(async () => {
        for (const key of forgotten) await this.storage.delete(key);
      });
      return id;
    });
  }

  /** Stores the whole file as any upload is stored: what was hashed is what is kept, whoever still writes to the pieces. */
  private async finish(actor: Actor, place: UploadPlace, id: string): Promise<Became> {
    const upload = await this.get(actor, place.kind, id);
    let seenBefore = false;
    if (upload.importId) return { importId: upload.importId, seenBefore };
    const stored = await this.receive.store(actor, await this.storage.get(upload.storageKey));
    const { kind, channel } = place;
    const { mode, mapping, choice } = upload;
    const order = { mode, ...(mapping && { mapping }), ...(choice && { choice }) };
    const arrived: Arrived = { kind, channel, fileName: upload.fileName, order, stored };
    const importId = await this.uploads.enter(actor, arrived, async (enter) => {
      const now = await this.unfinished.get(actor, kind, id, true);
      if (now.importId) return now.importId;
      const entering = async () => {
        const received = await enter();
        seenBefore = received.seenBefore;
        return received;
      };
      const became = await place.entering(arrived, entering, upload);
      await this.unfinished.became(actor, id, became);
      return became;
    });
    await this.storage.delete(upload.storageKey);
    return { importId, seenBefore };
  }

  private storeFor(actor: Actor, kind: ImportKind, refusals: Refusals): UploadStore {
    return new UploadStore(
      {
        get: refusals.guard((id) => this.get(actor, kind, id)),
        reached: (id, received) => this.inUnit(actor, () => this.unfinished.reached(actor, id, received)),
        remove: refusals.guard((id) => this.remove(actor, kind, id)),
      },
      this.storage,
    );
  }

  private inUnit<T>(actor: Actor, work: () => Promise<T>, readOnly = false): Promise<T> {
    const { workspaceId, userId } = actor;
    return this.units.run({ role: 'app', workspaceId, userId, actor, readOnly }, work);
  }
}
