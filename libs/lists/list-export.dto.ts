import { Choice, Count, Id, Instant, Nested, Text, TextList } from '#http';
import { insurerListNames, type InsurerList } from '#kernel';
import { NamedDto } from '#intake';

export const exportFormats = ['csv', 'xlsx'] as const;

export class AskExportDto {
  @Choice(insurerListNames) list: InsurerList;
  @Text({
    max: 1_000,
    optional: true,
    about: 'conditions and order as the query of the list’s route: `state=open&sort=oldest`; its pages do not count',
  })
  conditions?: string;
  @TextList({ max: 40, each: 40, optional: true, about: 'keys of columns in their order; all of them when absent' })
  columns?: string[];
  @Choice(exportFormats) format: (typeof exportFormats)[number];
  @Choice(['ja', 'en']) language: 'ja' | 'en';
}

/** A list as a file: how far it is, and until when it can be downloaded. */
export class ExportDto {
  @Id() id: string;
  @Choice(insurerListNames) list: InsurerList;
  @Nested(NamedDto) listName: NamedDto;
  @Choice(exportFormats) format: (typeof exportFormats)[number];
  @Choice(['ja', 'en']) language: 'ja' | 'en';
  @Choice(['waiting', 'writing', 'ready', 'failed', 'expired']) state: string;
  @Text({ max: 60 }) stateJa: string;
  @Text({ max: 60 }) stateEn: string;
  @Instant() askedAt: string;
  @Count() rowsDone: number;
  @Count({ nullable: true, about: 'null: not counted yet' }) rowsExpected: number | null;
  @Nested(NamedDto, { nullable: true, about: 'why there is no file' }) failure: NamedDto | null;
  @Text({ max: 100 }) fileName: string;
  @Count({ nullable: true, about: 'null: there is no file' }) fileBytes: number | null;
  @Instant({ nullable: true, about: 'until when the file is kept' }) expiresAt: string | null;
}
