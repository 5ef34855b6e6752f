import type { Actor } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { formatsFor } from '../../platform/views/index.js';
import { allows, type Form } from '../../platform/web/index.js';
import type { GrantForm } from './allowance.forms.js';
import type { Allowance } from './allowance.rules.js';
import type { Grant, Partner, UsageDay } from './grants.js';

export interface AllowanceFacts {
  partner: Partner;
  allowance: Allowance;
  grants: Grant[];
  usage: UsageDay[];
}

/** How many new people a workspace may add, what it added lately, and what it was allowed and why. */
export class AllowancePage {
  static from(actor: Actor, facts: AllowanceFacts, form: Form<GrantForm>) {
    const t = translator(actor.locale);
    const { number, date } = formatsFor(actor.locale);
    const { partner, allowance, usage } = facts;
    const list = `/w/${actor.workspaceSlug}/workspaces`;
    return {
      base: `${list}/${partner.slug}/allowance`,
      list,
      partner,
      figures: {
        size: number(allowance.size),
        perDay: number(allowance.perDay),
        addedToday: number(allowance.addedToday),
        leftToday: number(allowance.leftToday),
      },
      mayGrant: allows('allowances.grant', actor.role, actor.workspaceKind),
      form: form.values,
      errors: form.errors,
      usage,
      grants: facts.grants.map((grant) => ({
        ...grant,
        perDay: grant.perDay ?? null,
        period: grant.validUntil
          ? t('workspaces.allowance.fromUntil', { from: date(grant.validFrom), until: date(grant.validUntil) })
          : t('workspaces.allowance.from', { from: date(grant.validFrom) }),
      })),
    };
  }
}
