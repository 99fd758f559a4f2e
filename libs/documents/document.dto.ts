import { Choice, Count, Day, Flag, Id, Instant, Text } from '#http';
import { documentKindNames, waysOfShowing, type DocumentKind } from './document.js';

/** The fields of the upload form beside its `file`. */
export class UploadDocumentDto {
  @Id() incidentId: string;
  @Choice(documentKindNames) kind: DocumentKind;
  @Day({ optional: true, about: 'for the insurer: the day on which the document arrived, when it was scanned later' })
  receivedOn?: string;
}

/** A document without its content. */
export class DocumentDto {
  @Id() id: string;
  @Id() incidentId: string;
  @Choice(documentKindNames) kind: string;
  @Text({ max: 60 }) kindJa: string;
  @Text({ max: 60 }) kindEn: string;
  @Text({ max: 200 }) fileName: string;
  @Text({ max: 100, about: 'by its content' }) mediaType: string;
  @Count() sizeBytes: number;
  @Text({ max: 64, about: 'hexadecimal' }) sha256: string;
  @Choice(['all', 'claimants', 'insurer'], { about: 'who reads it beside the insurer; claimants: no agent' })
  audience: string;
  @Choice(['clean', 'not-scanned'], { about: 'what the virus check said' }) scan: string;
  @Flag({ about: 'nobody can read or scan it without its password' }) needsPassword: boolean;
  @Day({
    nullable: true,
    about: 'when its password came, once somebody of the insurer opened it; until then it proves nothing',
  })
  passwordOn: string | null;
  @Choice(waysOfShowing, { about: 'picture: by `preview`; pdf: by `content`; download: nowhere but as a download' })
  shownAs: string;
  @Day({ about: 'the day on which the document arrived' }) receivedOn: string;
  @Instant() uploadedAt: string;
  @Flag({ about: 'its content was erased by two persons; hash and record stay' }) erased: boolean;
}

export class OpenDocumentDto {
  @Day({ optional: true, about: 'the day on which the password came; today when absent' }) passwordOn?: string;
}

/** A page of a picture, from 1 on. */
export class PreviewQuery {
  @Count({ optional: true, max: 10_000 }) page?: number;
}

export class AskErasureDto {
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}
