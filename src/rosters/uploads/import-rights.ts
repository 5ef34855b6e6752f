import type { ImportKind } from '../../imports/index.js';
import type { Permission } from '../../platform/web/index.js';

/** Who may do what with the files of one kind; the same pages and handlers serve both kinds. */
export interface ImportRights {
  read: Permission;
  upload: Permission;
  confirm: Permission;
  reverse: Permission;
}

export const RIGHTS: Record<ImportKind, ImportRights> = {
  roster: { read: 'rosters.read', upload: 'rosters.upload', confirm: 'rosters.confirm', reverse: 'rosters.reverse' },
  registry: {
    read: 'registry.read',
    upload: 'registry.import',
    confirm: 'registry.import',
    reverse: 'registry.import',
  },
};

/** Below `/w/<workspace>`. */
export const PLACES: Record<ImportKind, string> = { roster: 'imports', registry: 'registry/imports' };

/** Below `/api/v1`. */
export const API_PLACES: Record<ImportKind, string> = { roster: 'roster-imports', registry: 'registry-imports' };

/** Link to the list of files of one kind in the actor's workspace. */
export function importsPath(workspaceSlug: string | null, kind: ImportKind): string {
  return `/w/${workspaceSlug}/${PLACES[kind]}`;
}
