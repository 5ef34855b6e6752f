import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsInt, IsOptional, Length, Matches, Max, Min } from 'class-validator';
import { ROLES, WORKSPACE_KINDS, type Role, type WorkspaceKind } from '../kernel/index.js';
import { LARGEST, Whole } from './allowances/allowance.forms.js';
import { PROPOSED_SIZE } from './allowances/allowance.rules.js';

const Trimmed = () => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
const NO_CONTROLS = /^[^\p{Cc}]*$/u;

export class InviteForm {
  @Trimmed() @IsEmail({}, { message: 'errors.email-invalid' }) email!: string;
  @IsIn(ROLES, { message: 'errors.choose' }) role!: Role;
}

export class RoleForm {
  @IsIn(ROLES, { message: 'errors.choose' }) role!: Role;
}

export class SettingsForm {
  @Trimmed()
  @Matches(NO_CONTROLS, { message: 'errors.name' })
  @Length(1, 200, { message: 'errors.name' })
  name!: string;

  @Trimmed() @Matches(/^(\d{2}(\.?\d{2})?)?$/, { message: 'errors.region-code' }) regionCode!: string;
  @IsOptional() @IsIn(['yes'], { message: 'errors.choose' }) requireSecondPerson?: 'yes';
}

export class NewWorkspaceForm {
  @IsIn(WORKSPACE_KINDS, { message: 'errors.choose' }) kind!: WorkspaceKind;

  @Trimmed()
  @Matches(NO_CONTROLS, { message: 'errors.name' })
  @Length(1, 200, { message: 'errors.name' })
  name!: string;

  @Trimmed() @Matches(/^[a-z0-9][a-z0-9-]{1,62}$/, { message: 'workspaces.errors.slug' }) slug!: string;
  @Trimmed() @Matches(/^(\d{2}(\.?\d{2})?)?$/, { message: 'errors.region-code' }) regionCode!: string;
  @Trimmed() @IsEmail({}, { message: 'errors.email-invalid' }) admin!: string;

  /** Left empty: what the form proposes. */
  @IsOptional()
  @Whole()
  @IsInt({ message: 'workspaces.allowance.errors.size' })
  @Min(1, { message: 'workspaces.allowance.errors.size' })
  @Max(LARGEST, { message: 'workspaces.allowance.errors.size' })
  size = PROPOSED_SIZE;
}
