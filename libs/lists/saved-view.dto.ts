import { Choice, Count, Flag, Id, ListOf, Text, TextList } from '#http';
import { insurerListNames, type InsurerList } from '#kernel';

export class SavedViewsQuery {
  @Choice(insurerListNames) list: InsurerList;
}

const about = 'conditions and order as in the address of the page: `state=open&sort=oldest`';

export class SaveViewDto {
  @Choice(insurerListNames) list: InsurerList;
  @Text({ max: 60, isName: true, pattern: '\\S' }) name: string;
  @Text({ max: 1_000, min: 0, optional: true, about }) search?: string;
  @TextList({ max: 40, each: 40, optional: true, about: 'absent: those that its reader chose' }) columns?: string[];
  @Flag({ about: 'true: for everybody of the insurer who may read the list' }) isShared: boolean;
}

export class ChangeViewDto {
  @Text({ max: 60, isName: true, pattern: '\\S', optional: true }) name?: string;
  @Text({ max: 1_000, min: 0, optional: true, about }) search?: string;
  @TextList({ max: 40, each: 40, optional: true }) columns?: string[];
  @Flag({ optional: true }) isShared?: boolean;
}

/** A view of a list with a name. */
export class SavedViewDto {
  @Id() id: string;
  @Choice(insurerListNames) list: InsurerList;
  @Text({ max: 60 }) name: string;
  @Text({ max: 1_000, min: 0, about }) search: string;
  @TextList({ max: 40, each: 40, nullable: true, about: 'null: those that its reader chose' })
  columns: string[] | null;
  @Flag() isShared: boolean;
  @Flag({ about: 'it is the reader’s: they change and remove it' }) isOwn: boolean;
  @Text({ max: 200 }) ownerName: string;
  @Flag({ about: 'its owner has left: who may read the list may take it over or remove it' }) ownerHasLeft: boolean;
  @Count() version: number;
}

export class SavedViewsDto {
  @ListOf(SavedViewDto, { about: 'one’s own first, then those that are shared' }) items: SavedViewDto[];
}

export class ListColumnsDto {
  @TextList({ max: 40, each: 40, about: 'keys in the order of the list; none: those of the beginning' })
  columns: string[];
}
