import { Count, ListOf, YenAmount } from '#http';

export class PartDto {
  @YenAmount({ about: 'without tax' }) amount: number;
  @YenAmount({ optional: true }) tax?: number;
  @Count({ optional: true, about: 'of condolence money' }) persons?: number;
}

export class SplitDto {
  @ListOf(PartDto, { min: 2, max: 20, about: 'together they are the expense' }) parts: PartDto[];
}
