import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsOptional, Length } from 'class-validator';
import { WORKSPACE_KINDS, type Actor } from '../kernel/index.js';
import { translator } from '../platform/i18n/index.js';
import {
  AgencyReads,
  allows,
  CurrentActor,
  emptyForm,
  Form,
  FormBody,
  notice,
  OwnWork,
  page,
  redirect,
  Requires,
} from '../platform/web/index.js';
import { PROPOSED_SIZE } from './allowances/allowance.rules.js';
import { withDots } from './region-code.rules.js';
import { NewWorkspaceForm } from './workspaces.forms.js';
import { WorkspacesRepository } from './workspaces.repository.js';
import { Workspaces } from './workspaces.service.js';

const PER_PAGE = 50;

class ListQuery {
  @IsOptional() @Length(0, 100) q?: string;
  @IsOptional() @Length(0, 63) after?: string;
}

/** The agency's list of all workspaces, and making new ones. */
@ApiExcludeController()
@Controller('w/:workspace/workspaces')
export class AgencyWorkspacesController {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly repository: WorkspacesRepository,
  ) {}

  @Get()
  @Requires('workspaces.read')
  @AgencyReads()
  async index(@CurrentActor() actor: Actor, @Query() { q = '', after = '' }: ListQuery) {
    const rows = await this.repository.list(q.trim(), after, PER_PAGE + 1);
    const base = listPath(actor);
    const last = rows[PER_PAGE - 1]?.slug;
    const query = new URLSearchParams({ ...(q ? { q } : {}), after: last ?? '' });
    const view = {
      base,
      q,
      workspaces: rows.slice(0, PER_PAGE).map((row) => ({ ...row, regionCode: withDots(row.regionCode) })),
      next: rows.length > PER_PAGE ? `${base}?${query}` : null,
      mayCreate: allows('workspaces.create', actor.role, actor.workspaceKind),
    };
    return page(view, { full: 'workspaces/index' });
  }

  @Get('new')
  @Requires('workspaces.create')
  new(@CurrentActor() actor: Actor) {
    return this.form(actor, emptyForm<NewWorkspaceForm>({ kind: 'local_government', size: PROPOSED_SIZE }));
  }

  @Post()
  @Requires('workspaces.create')
  @OwnWork()
  async create(@CurrentActor() actor: Actor, @FormBody(NewWorkspaceForm) form: Form<NewWorkspaceForm>) {
    if (!form.ok) return this.form(actor, form);
    const { kind, slug, name, regionCode, admin, size } = form.values;
    const given = { kind, slug, name, regionCode: regionCode || null, size: size ?? PROPOSED_SIZE };
    try {
      await this.workspaces.createWorkspace(given, { by: actor, firstAdmin: admin });
    } catch (error) {
      return this.form(actor, form.refuse('slug', error));
    }
    notice('success', 'workspaces.created', { name });
    return redirect(listPath(actor));
  }

  private form(actor: Actor, form: Form<NewWorkspaceForm>) {
    const t = translator(actor.locale);
    const kinds = WORKSPACE_KINDS.map((kind) => ({ value: kind, text: t(`shared.kind.${kind}`) }));
    const view = { base: listPath(actor), kinds, form: form.values, errors: form.errors };
    return page(view, { full: 'workspaces/new', status: form.ok ? 200 : 422 });
  }
}

function listPath(actor: Actor): string {
  return `/w/${actor.workspaceSlug}/workspaces`;
}
