import { fullFormats } from 'ajv-formats/dist/formats.js';
import { ValidateBy, type ValidationOptions } from 'class-validator';
import { onlyPrivateUse } from '#kernel';

const given = fullFormats as unknown as {
  readonly uuid: RegExp;
  readonly date: { validate(text: string): boolean };
  readonly 'date-time': { validate(text: string): boolean };
};

// PostgreSQL stores neither a NUL nor half a surrogate pair
const isStorable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text);

/** The formats of texts, by their names in JSON Schema: Ajv and class-validator use the same functions. */
export const formats = {
  text: isStorable,
  password: isStorable,
  uuid: (text: string) => given.uuid.test(text),
  date: (text: string) => given.date.validate(text) && !text.startsWith('0000'),
  // refused: a leap second, and a year that UTC does not write with four digits
  'date-time': (text: string) => given['date-time'].validate(text) && isKept(new Date(text)),
} as const;

/** Units of figures; the browser's types are made from them. */
export const units = ['yen', 'count', 'days'] as const;

function isKept(instant: Date): boolean {
  return !Number.isNaN(instant.getTime()) && instant.getUTCFullYear() >= 1 && instant.getUTCFullYear() <= 9999;
}

/** A rule of our own for texts; `lines` of contract-schema.ts finds it by its name and its constraints. */
const textRule = (
  name: string,
  constraints: readonly unknown[],
  holds: (text: string) => boolean,
  options: ValidationOptions = {},
): PropertyDecorator =>
  ValidateBy(
    {
      name,
      constraints: [...constraints],
      validator: { validate: (value: unknown) => typeof value === 'string' && holds(value) },
    },
    options,
  );

/** A text of one of the formats. */
export const HasFormat = (format: keyof typeof formats, options?: ValidationOptions): PropertyDecorator =>
  textRule('format', [format], formats[format], options);

/** A figure with a unit; its value is not checked. */
export const HasUnit = (unit: (typeof units)[number]): PropertyDecorator =>
  ValidateBy({ name: 'unit', constraints: [unit], validator: { validate: () => true } });

/** Any value but undefined: null is a value. */
export const IsGiven = (): PropertyDecorator =>
  ValidateBy({ name: 'given', validator: { validate: (value: unknown) => value !== undefined } });

/**
 * From `min` to `max` characters, counted as JSON Schema does; class-validator's own rules leave out variation
 * selectors.
 */
export const TextLength = (min: number, max: number, options?: ValidationOptions): PropertyDecorator =>
  textRule('textLength', [min, max], (text) => isWithin([...text].length, min, max), options);

const isWithin = (length: number, min: number, max: number): boolean => length >= min && length <= max;

/** A day from `first` to `last`, both YYYY-MM-DD and included. */
export const DayBetween = (first: string, last: string): PropertyDecorator =>
  textRule('dayBetween', [first, last], (text) => text >= first && text <= last);

/** The keyword of a schema for the name of a person or thing. */
export const nameKeyword = 'x-name';

/** Whether a name can be read on another machine: not of characters for private use alone. */
export const isReadableName = (text: string): boolean => !onlyPrivateUse(text);

/** A name that can be read on another machine. */
export const ReadableName = (): PropertyDecorator => textRule('readableName', [], isReadableName);
