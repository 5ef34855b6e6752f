import { ParseUUIDPipe, ValidationPipe, type PipeTransform } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { AppError, NotFound } from '../../kernel/index.js';

/** What was sent to the API does not have the documented shape. */
export class InvalidFields extends AppError {
  constructor(readonly fields: { field: string; code: string }[]) {
    super('invalid', 422);
  }
}

/** For `@Body()` and `@Query()` classes: unknown fields are refused, so nobody can set what a form does not offer. */
export function validationPipe(): PipeTransform {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors: ValidationError[]) => new InvalidFields(errors.flatMap((error) => fieldsOf(error, ''))),
  });
}

/** For `@Param('id', anId)`: what is not an id is a thing that is not there. */
export const anId = new ParseUUIDPipe({ exceptionFactory: () => new NotFound() });

function fieldsOf(error: ValidationError, prefix: string): { field: string; code: string }[] {
  const field = prefix + error.property;
  const own = Object.keys(error.constraints ?? {}).map((code) => ({ field, code: kebab(code) }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldsOf(child, `${field}.`))];
}

function kebab(constraint: string): string {
  return constraint === 'whitelistValidation'
    ? 'unknown-field'
    : constraint.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
