import { fullFormats } from 'ajv-formats/dist/formats.js';
import { ValidateBy, type ValidationOptions } from 'class-validator';
import { onlyPrivateUse } from '#kernel';

const given = fullFormats as unknown as {
  readonly uuid: RegExp;
  readonly date: { validate(text: string): boolean };
  readonly 'date-time': { validate(text: string): boolean };
};

// neither a NUL nor half a surrogate pair can be kept in PostgreSQL
const isStorable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text);

/** The formats of texts, by their names in JSON Schema: Ajv and class-validator ask the same functions. */
export const formats = {
  text: isStorable,
  password: isStorable,
  uuid: (text: string) => given.uuid.test(text),
  date: (text: string) => given.date.validate(text) && !text.startsWith('0000'),
  // a leap second and a year that UTC does not write with four digits are no instants
  'date-time': (text: string) => given['date-time'].validate(text) && isKept(new Date(text)),
} as const;

/** Units of figures: the browser's types are made of them. */
export const units = ['yen', 'count', 'days'] as const;

function isKept(instant: Date): boolean {
  return !Number.isNaN(instant.getTime()) && instant.getUTCFullYear() >= 1 && instant.getUTCFullYear() <= 9999;
}

/** A rule of our own for texts; `lines` of the schema know it by its name and its constraints. */
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

/** A figure of a unit: says nothing about its value. */
export const HasUnit = (unit: (typeof units)[number]): PropertyDecorator =>
  ValidateBy({ name: 'unit', constraints: [unit], validator: { validate: () => true } });

/** Anything but nothing: null is a value. */
export const IsGiven = (): PropertyDecorator =>
  ValidateBy({ name: 'given', validator: { validate: (value: unknown) => value !== undefined } });

/**
 * From `min` to `max` signs. class-validator's own rules count otherwise than JSON Schema: variation selectors not at
 * all.
 */
export const TextLength = (min: number, max: number, options?: ValidationOptions): PropertyDecorator =>
  textRule('textLength', [min, max], (text) => isWithin([...text].length, min, max), options);

const isWithin = (length: number, min: number, max: number): boolean => length >= min && length <= max;

/** A day from `first` to `last`, both YYYY-MM-DD and included. */
export const DayBetween = (first: string, last: string): PropertyDecorator =>
  textRule('dayBetween', [first, last], (text) => text >= first && text <= last);

/** Says in a schema that a text is a name of somebody or something. */
export const nameKeyword = 'x-name';

/** Whether a name can be read on another machine: it is not of signs for private use alone. */
export const isReadableName = (text: string): boolean => !onlyPrivateUse(text);

/** A name that can be read on another machine. */
export const ReadableName = (): PropertyDecorator => textRule('readableName', [], isReadableName);
