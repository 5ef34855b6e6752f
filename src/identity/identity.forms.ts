import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { ROLES, type Locale, type Role } from '../kernel/index.js';

const Trimmed = () => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
const Lower = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toLowerCase() : value));
// As long as the longest password may be, in characters of four bytes, so that nobody makes us hash a book.
const LONG = 512;
const PersonName = () => Matches(/^[^\p{Cc}<>]{1,200}$/u, { message: 'errors.name' });

export class SignInForm {
  @Lower()
  @IsString({ message: 'errors.email-invalid' })
  @Length(3, 254, { message: 'errors.email-invalid' })
  email!: string;
  @IsString({ message: 'errors.required' }) @Length(1, LONG, { message: 'errors.required' }) password!: string;
  @IsOptional() @IsString() @MaxLength(2000) next?: string;
}

export class ResetRequestForm {
  @Lower()
  @IsString({ message: 'errors.email-invalid' })
  @Matches(/^[^\s@]+@[^\s@]+$/, { message: 'errors.email-invalid' })
  email!: string;
}

export class NewPasswordForm {
  @IsString({ message: 'errors.required' }) @Length(1, LONG, { message: 'errors.required' }) password!: string;
}

export class NewcomerForm {
  @Trimmed() @PersonName() name!: string;
  @IsString({ message: 'errors.required' }) @Length(1, LONG, { message: 'errors.required' }) password!: string;
}

export class ProfileForm {
  @Trimmed() @PersonName() name!: string;
  @IsIn(['id', 'en'], { message: 'errors.choose' }) locale!: Locale;
}

export class ChangePasswordForm {
  @IsString({ message: 'errors.required' }) @Length(1, LONG, { message: 'errors.required' }) current!: string;
  @IsString({ message: 'errors.required' }) @Length(1, LONG, { message: 'errors.required' }) password!: string;
}

export class NewKeyForm {
  @Trimmed() @Matches(/^[^\p{Cc}]{1,100}$/u, { message: 'errors.name' }) name!: string;
  @IsIn(ROLES, { message: 'errors.choose' }) role!: Role;
  @IsIn(['30', '90', '180', '365'], { message: 'errors.choose' }) days!: string;
}
