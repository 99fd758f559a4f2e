import { Count, Day, Nested, Text, YenAmount } from '#http';
import { fewestCompared } from './comparable-costs.js';

/** Each figure is one of those compared: a quartile is the smallest that its share of them do not exceed. */
export class CostRangeDto {
  @YenAmount() smallest: number;
  @YenAmount() lowerQuartile: number;
  @YenAmount() median: number;
  @YenAmount() upperQuartile: number;
  @YenAmount() largest: number;
}

/** What was recognised of decided lines of the same category and lane at institutions of the same kind; no ids. */
export class ComparedCostsDto {
  @YenAmount({ about: 'of this line, as claimed, without tax' }) own: number;
  @Text({ max: 100, about: 'the institutions compared with' }) peersJa: string;
  @Text({ max: 100 }) peersEn: string;
  @Text({ max: 200, nullable: true, about: 'why hospitals are not parted by their beds' }) everySizeJa: string | null;
  @Text({ max: 200, nullable: true }) everySizeEn: string | null;
  @Count({ about: 'lines compared, without this one' }) lines: number;
  @Count({ about: 'institutions that they are of' }) institutions: number;
  @Day({ about: 'none of them was submitted earlier' }) since: string;
  @Count({ about: 'so many lines of the category are looked at, the newest first' }) newest: number;
  @Count({ about: 'fewer lines have no range' }) fewest: number;
  @Nested(CostRangeDto, {
    nullable: true,
    about:
      'before ratio, deductible and limits, less reductions by decision, without tax; ' +
      `null: fewer than ${fewestCompared} lines`,
  })
  range: CostRangeDto | null;
  @Count({ nullable: true, about: 'lines below what this one claims' }) below: number | null;
}

export class ComparableCostsDto {
  @Nested(ComparedCostsDto, {
    nullable: true,
    about: 'null: its category or the line itself compares with no other, or nobody has matched its case yet',
  })
  compared: ComparedCostsDto | null;
}
