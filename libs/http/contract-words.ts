import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { DayBetween, HasFormat, HasUnit, IsGiven, ReadableName, TextLength, type units } from './contract-rules.js';
import type { Contract, NestedIn, Presence } from './contract-schema.js';

type Options = Presence;

/** The rules of a member, not applied where it may be absent or null and is; its description is published. */
function present(options: Options, ...rules: readonly PropertyDecorator[]): PropertyDecorator {
  const { optional, nullable, about } = options;
  const context: Presence = { optional, nullable, about };
  // set for every member, so that a subclass can make an optional one required
  const when =
    optional && nullable
      ? IsOptional({ context })
      : ValidateIf((_, value) => !(nullable && value === null) && !(optional && value === undefined), { context });
  return applyDecorators(when, ...rules);
}

const each = { each: true } as const;
const size = ({ min, max }: { readonly min?: number; readonly max?: number }): PropertyDecorator[] => [
  ...(max === undefined ? [] : [ArrayMaxSize(max)]),
  ...(min === undefined ? [] : [ArrayMinSize(min)]),
];

/**
 * Text of `min` (1) to `max` characters; of one line up to 400. Direction marks and control characters are removed.
 * `isName`: not of characters for private use alone, which cannot be read on another machine.
 */
export const Text = (
  o: Options & { max: number; min?: number; pattern?: string; isName?: boolean },
): PropertyDecorator =>
  present(
    o,
    IsString(),
    HasFormat('text'),
    TextLength(o.min ?? 1, o.max),
    ...(o.pattern ? [Matches(o.pattern, 'u')] : []),
    ...(o.isName ? [ReadableName()] : []),
  );
/** A password: accepted as typed, to the last character. */
export const Secret = (o: Options & { max: number; min?: number }): PropertyDecorator =>
  present(o, IsString(), HasFormat('password'), TextLength(o.min ?? 1, o.max));
/** One of a closed list of words. */
export const Choice = (values: readonly string[], o: Options = {}): PropertyDecorator =>
  present(o, IsString(), IsIn(values));

const figure = (
  unit: (typeof units)[number],
  { min = 0, max, ...o }: Options & { readonly min?: number; readonly max: number },
): PropertyDecorator => present(o, IsInt(), Min(min), Max(max), HasUnit(unit));

/** Whole yen, `min` (0) to 999,999,999,999,999 or `max`. */
export const YenAmount = (o: Options & { min?: number; max?: number } = {}): PropertyDecorator =>
  figure('yen', { ...o, max: o.max ?? 999_999_999_999_999 });
/** The largest whole number in a column of four bytes. */
export const mostOfInt = 2_147_483_647;
/** A whole number, `min` (0) to `max`; without it, to the largest of a column of four bytes. */
export const Count = (o: Options & { min?: number; max?: number } = {}): PropertyDecorator =>
  figure('count', { ...o, max: o.max ?? mostOfInt });
/** A number of days, 0 or more. */
export const DayCount = (o: Options = {}): PropertyDecorator => figure('days', { ...o, min: 0, max: mostOfInt });
/** A number from `min` to `max`. */
export const Quantity = (o: Options & { min: number; max: number }): PropertyDecorator =>
  present(o, IsNumber(), Min(o.min), Max(o.max));
/** True or false. */
export const Flag = (o: Options = {}): PropertyDecorator => present(o, IsBoolean());
/** An instant, RFC 3339 with a zone; answered in UTC. */
export const Instant = (o: Options = {}): PropertyDecorator => present(o, IsString(), HasFormat('date-time'));
/**
 * A calendar day in Japan, YYYY-MM-DD, from 1900 to 2200: other days are computed from it, and no calendar goes
 * further.
 */
export const Day = (o: Options = {}): PropertyDecorator =>
  present(o, IsString(), HasFormat('date'), DayBetween('1900-01-01', '2200-12-31'));
/** A UUID. */
export const Id = (o: Options = {}): PropertyDecorator =>
  present(o, IsString(), HasFormat('uuid'), Matches(idPattern, 'u'));

const idPattern = '^[0-9a-fA-F-]{36}$';

/** Another contract inside this one. */
export const Nested = (contract: Contract, o: Options = {}): PropertyDecorator => {
  const context: NestedIn = { contract };
  // class-validator would accept a list in place of the contract
  return present(o, IsObject(), ValidateNested({ context }), typeOf(contract));
};
/** A list of another contract. */
export const ListOf = (contract: Contract, o: Options & { max?: number; min?: number } = {}): PropertyDecorator => {
  const context: NestedIn = { contract };
  const items = [IsObject(each), ValidateNested({ ...each, context }), typeOf(contract)];
  return present(o, IsArray(), ...items, ...size(o));
};

// class-transformer makes instances of a contract only where the rules are checked
const typeOf = (contract: Contract): PropertyDecorator => Type(() => contract as never);

/** A list of texts or of words of a closed list. */
export const TextList = (o: Options & { max: number; each: number; values?: readonly string[] }): PropertyDecorator => {
  const item = o.values ? [IsIn(o.values, each)] : [HasFormat('text', each), TextLength(1, o.each, each)];
  return present(o, IsArray(), ...size({ max: o.max }), IsString(each), ...item);
};
/** A list of UUIDs. */
export const IdList = (o: Options & { max: number; min?: number }): PropertyDecorator =>
  present(o, IsArray(), ...size(o), IsString(each), HasFormat('uuid', each), Matches(idPattern, 'u', each));
/** A JSON object with any members. */
export const Free = (o: Options = {}): PropertyDecorator => present(o, IsObject());

/** Any JSON value. */
export const AnyValue = (o: Options = {}): PropertyDecorator => present(o, IsGiven());

const pages = new Map<Contract, Contract>();

/** The page of a list: `items` of a contract and the cursor of the next page, null at the end. */
export function pageOf(item: Contract): Contract {
  const known = pages.get(item);
  if (known) return known;
  const name = `${item.name}Page`;
  const page = { [name]: class {} }[name] as unknown as Contract;
  ListOf(item)(page.prototype as object, 'items');
  present({ nullable: true }, IsString())(page.prototype as object, 'nextCursor');
  pages.set(item, page);
  return page;
}
