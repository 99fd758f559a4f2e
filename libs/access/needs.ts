import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiHeader } from '@nestjs/swagger';
import type { ProblemCode } from '#problems';
import type { Permission } from './permissions.js';

/** The keys under which a route's metadata has its right, and whether it is open, takes effect once, and its codes. */
export const RIGHT = 'sonae:right';
export const OPEN = 'sonae:open';
export const ONCE = 'sonae:once';
export const REFUSES = 'sonae:refuses';

/**
 * The right that a route needs, also in the API documentation. A route with neither it nor `@Open()` stops the start
 * (`apps/api/route-rules.ts`).
 */
export const Needs = (permission: Permission): MethodDecorator =>
  applyDecorators(SetMetadata(RIGHT, permission), ApiExtension('x-permission', permission));
/** A route for everyone: signing in, health, the start page. */
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
 * The problem codes that a route can answer beside those of every route (`refusedByEveryRoute` of #http), also in the
 * API documentation. A test compares them with the code.
 */
export const Refuses = (...codes: readonly ProblemCode[]): MethodDecorator =>
  applyDecorators(SetMetadata(REFUSES, codes), ApiExtension('x-problem-codes', codes.toSorted()));
