import type { ProblemCode } from '#problems';

/** The problem codes that every route can answer; a route declares its others with `@Refuses(…)`. */
export const refusedByEveryRoute: ReadonlySet<ProblemCode> = new Set([
  // the HTTP message
  'requests.not-http',
  'requests.address-too-long',
  'requests.headers-too-large',
  'requests.encoding-refused',
  'requests.expectation-refused',
  'requests.timed-out',
  'requests.method-not-allowed',
  'requests.not-found',
  'requests.no-such-range',
  'requests.condition-failed',
  'requests.too-large',
  'requests.unsupported-media-type',
  'requests.malformed-json',
  'requests.too-deep',
  // the contract of the body
  'requests.body-missing',
  'requests.invalid',
  'requests.unknown-field',
  'requests.field-missing',
  'requests.wrong-type',
  'requests.wrong-form',
  'requests.not-one-of',
  'requests.no-such-date',
  'requests.day-out-of-range',
  'requests.out-of-range',
  'requests.name-private-use',
  // headers
  'requests.key-missing',
  'requests.key-reused',
  'requests.version-missing',
  'requests.version-malformed',
  // session and rights
  'sessions.missing',
  'sessions.expired',
  'sessions.csrf',
  'access.forbidden',
  // the state of the system
  'platform.unavailable',
  'platform.contended',
  'platform.stopping',
  'platform.disk-full',
  'uploads.busy',
  // a form that is larger than the largest file, on any route
  'uploads.too-large',
  'platform.defect',
] satisfies ProblemCode[]);
