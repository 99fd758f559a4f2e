import { IsEmail, IsInt, IsOptional, IsString, Matches, Min, ValidateIf, ValidateNested } from 'class-validator';
import { membersOf, schemaOf } from './contract-schema.js';
import { Choice, Id, ListOf, Nested, Text, YenAmount, pageOf } from './contract-words.js';

class InnerSchemaSample {
  @Text({ max: 3, isName: true }) name: string;
}
class BaseSchemaSample {
  @Text({ max: 3, optional: true }) first?: string;
  @YenAmount({ optional: true, nullable: true, about: 'how much' }) second?: number | null;
  @Nested(InnerSchemaSample, { nullable: true, about: 'who' }) third: InnerSchemaSample | null;
}
class DerivedSchemaSample extends BaseSchemaSample {
  @Choice(['a', 'b'], { nullable: true }) fourth: string | null;
  @Text({ max: 9 }) override first: string;
  @ListOf(InnerSchemaSample, { max: 2, min: 1 }) fifth: InnerSchemaSample[];
}
class PlainSchemaSample {
  @IsString() @Matches('^[a-z]+$', 'u') word: string;
  @IsOptional() @IsInt() @Min(3) figure?: number | null;
}

const inner = { $ref: '#/components/schemas/InnerSchemaSample' };

describe('the JSON Schema of a contract is made from the rules of class-validator', () => {
  it('members of the base come first; what a subclass declares again counts, and may be required', () => {
    expect(JSON.stringify(schemaOf(DerivedSchemaSample))).toBe(
      JSON.stringify({
        type: 'object',
        properties: {
          first: { type: 'string', format: 'text', minLength: 1, maxLength: 9 },
          second: {
            type: ['integer', 'null'],
            minimum: 0,
            maximum: 999_999_999_999_999,
            format: 'yen',
            description: 'how much',
          },
          third: { oneOf: [inner, { type: 'null' }], description: 'who' },
          fourth: { type: ['string', 'null'], enum: ['a', 'b', null] },
          fifth: { type: 'array', items: inner, maxItems: 2, minItems: 1 },
        },
        required: ['third', 'fourth', 'first', 'fifth'],
        additionalProperties: false,
      }),
    );
    expect(membersOf(DerivedSchemaSample).get('fifth')?.nested).toBe(InnerSchemaSample);
  });

  it('rules of class-validator itself are as good as the words made of them', () => {
    expect(schemaOf(PlainSchemaSample)).toEqual({
      type: 'object',
      properties: { word: { type: 'string', pattern: '^[a-z]+$' }, figure: { type: ['integer', 'null'], minimum: 3 } },
      required: ['word'],
      additionalProperties: false,
    });
  });

  it('a page is a list of its contract and the cursor of the next', () => {
    expect(pageOf(InnerSchemaSample)).toBe(pageOf(InnerSchemaSample));
    expect(schemaOf(pageOf(InnerSchemaSample))).toEqual({
      type: 'object',
      properties: { items: { type: 'array', items: inner }, nextCursor: { type: ['string', 'null'] } },
      required: ['items', 'nextCursor'],
      additionalProperties: false,
    });
  });
});

describe('a rule without a line of JSON Schema is refused by rule, class and member', () => {
  class MailSample {
    @Id() id: string;
    @IsString() @IsEmail() mail: string;
  }
  class SpacesSample {
    @Matches(/^[ ]+$/) spaces: string;
  }
  class SometimesSample {
    @ValidateIf(() => Date.now() > 0) @IsString() text: string;
  }
  class UnnamedSample {
    @ValidateNested() inner: InnerSchemaSample;
  }
  it.each([
    [MailSample, 'isEmail of MailSample.mail'],
    [SpacesSample, 'matches of SpacesSample.spaces'],
    [SometimesSample, 'conditionalValidation of SometimesSample.text'],
    [UnnamedSample, 'nestedValidation of UnnamedSample.inner'],
  ])('%s', (contract, named) => {
    expect(() => schemaOf(contract)).toThrow(`The rule ${named} has no line of JSON Schema: use a word of`);
  });
});
