import { createParamDecorator, type ExecutionContext, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import type { Request } from 'express';
import { AppError, type Locale } from '../../kernel/index.js';
import { hasText, translator } from '../i18n/index.js';
import { sentenceFor } from './problem.rules.js';

/** What somebody sent with a page's form, judged: `errors` holds one sentence per field, in their language. */
export class Form<T extends object> {
  constructor(
    /** The values as an instance of the form's class; trustworthy only when `ok`. */
    readonly values: T,
    readonly errors: Record<string, string>,
    private readonly locale: Locale,
  ) {}

  get ok(): boolean {
    return Object.keys(this.errors).length === 0;
  }

  /** Adds a refusal of the business beside a field; anything that is not a refusal for people (4xx) is thrown on. */
  refuse(field: string, error: unknown): this {
    if (!(error instanceof AppError) || ![409, 422].includes(error.status)) throw error;
    this.errors[field] = sentenceFor(this.locale, error.code, error.params);
    return this;
  }
}

/**
 * Binds the body of a page's form: `@Body`'s sibling that never throws.
 *
 *     async create(@FormBody(InviteForm) form: Form<InviteForm>) {
 *       if (!form.ok) return this.show(form);          // same page, status 422, form.values and form.errors
 *
 * The class uses class-validator with text keys as messages; what the class does not name is an error (`_form`).
 */
export const FormBody = createParamDecorator(
  async <T extends object>(type: Type<T>, context: ExecutionContext): Promise<Form<T>> => {
    const req = context.switchToHttp().getRequest<Request>();
    const { _csrf, ...fields } = (req.body ?? {}) as Record<string, unknown>;
    return bindForm(type, fields, req.locale);
  },
);

export async function bindForm<T extends object>(type: Type<T>, fields: object, locale: Locale): Promise<Form<T>> {
  const values = plainToInstance(type, fields);
  const found = await validate(values, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  return new Form(values, Object.fromEntries(found.map((error) => sentenceOf(error, locale))), locale);
}

/** An empty form for a page that is shown the first time. */
export function emptyForm<T extends object>(values: Partial<T> = {}): Form<T> {
  return new Form(values as T, {}, 'id');
}

function sentenceOf(error: ValidationError, locale: Locale): [string, string] {
  const constraints = error.constraints ?? {};
  if ('whitelistValidation' in constraints) return ['_form', translator(locale)('errors.unknown-field')];
  const key = Object.values(constraints)[0] ?? '';
  return [error.property, translator(locale)(hasText(locale, key) ? key : 'errors.field-invalid')];
}
