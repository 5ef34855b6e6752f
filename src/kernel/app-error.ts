/** Values that a sentence about an error may show a person. Never personal data. */
export type ErrorParams = Record<string, string | number>;

/** A refusal or fault with a stable code. The sentence for a person is the i18n key `errors.<code>`. */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: ErrorParams;

  constructor(code: string, status: number, params: ErrorParams = {}) {
    super(code);
    this.name = new.target.name;
    this.code = code;
    this.status = status;
    this.params = params;
  }
}

/** The act is understood and not possible now (409), or what was sent is not acceptable (422). */
export class Refused extends AppError {
  constructor(code: string, params: ErrorParams = {}, status = 409) {
    super(code, status, params);
  }

  static invalid(code: string, params: ErrorParams = {}): Refused {
    return new Refused(code, params, 422);
  }
}

/** Not there, or not yours: both answer the same. */
export class NotFound extends AppError {
  constructor() {
    super('not-found', 404);
  }
}

export class Forbidden extends AppError {
  constructor(code = 'forbidden') {
    super(code, 403);
  }
}

export class Unauthenticated extends AppError {
  constructor(code = 'unauthenticated') {
    super(code, 401);
  }
}

export class TooManyRequests extends AppError {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('too-many-requests', 429, { seconds: retryAfterSeconds });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
