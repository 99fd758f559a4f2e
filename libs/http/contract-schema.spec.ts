import {
  ArrayMaxSize,
  IsArray,
  IsEmail,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
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
  class PlacesSample {
    @IsNumber({ maxDecimalPlaces: 2 }) figure: number;
  }
  it.each([
    [PlacesSample, 'isNumber of PlacesSample.figure'],
    [MailSample, 'isEmail of MailSample.mail'],
    [SpacesSample, 'matches of SpacesSample.spaces'],
    [SometimesSample, 'conditionalValidation of SometimesSample.text'],
    [UnnamedSample, 'nestedValidation of UnnamedSample.inner'],
  ])('%s', (contract, named) => {
    expect(() => schemaOf(contract)).toThrow(`The rule ${named} has no line of JSON Schema: use a word of`);
  });
});

describe('rules whose schema would take more than they do are refused', () => {
  class UntypedMostSample {
    @Max(3) figure: number;
  }
  class TextMostSample {
    @IsString() @Max(3) figure: string;
  }
  class UntypedPatternSample {
    @Matches('^a$', 'u') text: string;
  }
  class UntypedSizeSample {
    @ArrayMaxSize(3) list: string[];
  }
  class UntypedListSample {
    @IsString({ each: true }) list: string[];
  }
  class UntypedItemSample extends BaseSchemaSample {
    @IsArray() @Matches('^a$', 'u', { each: true }) list: string[];
  }
  class TextOverNestedSample extends BaseSchemaSample {
    @Text({ max: 9 }) override third: never;
  }
  class TwicePatternSample {
    @IsString() @Matches('^a', 'u') @Matches('b$', 'u') text: string;
  }
  class EnumOverNestedSample {
    @Nested(InnerSchemaSample) @IsIn(['a']) inner: InnerSchemaSample;
  }
  it.each([
    [UntypedMostSample, 'maximum of UntypedMostSample.figure needs a rule beside it'],
    [TextMostSample, 'maximum of TextMostSample.figure needs a rule beside it'],
    [UntypedPatternSample, 'pattern of UntypedPatternSample.text needs a rule beside it'],
    [UntypedSizeSample, 'maxItems of UntypedSizeSample.list needs a rule beside it'],
    [UntypedListSample, 'items of UntypedListSample.list needs a rule beside it'],
    [UntypedItemSample, 'pattern of an item of UntypedItemSample.list needs a rule beside it'],
    [TextOverNestedSample, '$ref of TextOverNestedSample.third needs a rule beside it'],
    [TwicePatternSample, 'Two rules of TwicePatternSample.text say pattern'],
    [EnumOverNestedSample, 'EnumOverNestedSample.inner is a contract of its own and cannot have enum as well'],
  ])('%s', (contract, told) => {
    expect(() => schemaOf(contract)).toThrow(told);
  });
});
