import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiHeader } from '@nestjs/swagger';
import type { ProblemCode } from '#problems';
import type { Permission } from './permissions.js';

export const RIGHT = 'sonae:right';
export const OPEN = 'sonae:open';
export const ONCE = 'sonae:once';
export const REFUSES = 'sonae:refuses';

/**
 * The right a route needs; it stands in the API documentation too. A route without one, and not `@Open()`, fails the
 * start (`apps/api/route-rules.ts`).
 */
export const Needs = (permission: Permission): MethodDecorator =>
  applyDecorators(SetMetadata(RIGHT, permission), ApiExtension('x-permission', permission));
/** A route for everybody: signing in, health, the start page. */
export const Open = (): MethodDecorator => SetMetadata(OPEN, true);
/** A POST that creates or moves something: needs an Idempotency-Key and has one effect. */
export const OneEffect = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(ONCE, true),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: '8 to 200 visible characters; the same key with the same body has one effect',
    }),
  );

/**
 * The problem codes that a route can answer beside those of every route (`refusedByEveryRoute` of #http); they stand in
 * the API documentation too. A test holds them to what the code can throw.
 */
export const Refuses = (...codes: readonly ProblemCode[]): MethodDecorator =>
  applyDecorators(SetMetadata(REFUSES, codes), ApiExtension('x-problem-codes', [...codes]));
