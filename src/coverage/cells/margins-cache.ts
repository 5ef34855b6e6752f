import { Injectable } from '@nestjs/common';
import { coverageHead, type CoverageHead } from './coverage-head.query.js';
import { coverageMargins, type CoverageMargins } from './coverage-margins.query.js';

const KEPT_WORKSPACES = 300;

/**
 * The margins of a large workspace are sums over 165,000 cells. They change only when the head changes, so each process
 * keeps the last ones per workspace and checks the head, one row, on every read.
 */
@Injectable()
export class MarginsCache {
  private readonly kept = new Map<string, CoverageMargins>();

  /** @returns null for a workspace that never had a roster */
  async read(workspaceId: string): Promise<{ head: CoverageHead; margins: CoverageMargins } | null> {
    const head = await coverageHead(workspaceId);
    if (!head) return null;
    const known = this.kept.get(workspaceId);
    if (known?.mark === head.mark) return { head, margins: known };
    const margins = await coverageMargins(workspaceId);
    this.keep(workspaceId, margins);
    return { head: margins.mark === head.mark ? head : ((await coverageHead(workspaceId)) ?? head), margins };
  }

  private keep(workspaceId: string, margins: CoverageMargins): void {
    this.kept.delete(workspaceId);
    this.kept.set(workspaceId, margins);
    const oldest = this.kept.keys().next();
    if (this.kept.size > KEPT_WORKSPACES && !oldest.done) this.kept.delete(oldest.value);
  }
}
