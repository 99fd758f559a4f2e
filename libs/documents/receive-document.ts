import { rm } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Database, isOutcomeUnknown, personOf, type Actor, type Tx } from '#database';
import { checkContract, onceWithFile, type ReceivedForm } from '#http';
import { caseFile, standingCase } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { describeError, type Log, LOG } from '#platform';
import { Problem } from '#problems';
import { UploadDocumentDto, type DocumentDto } from './document.dto.js';
import { documentView, documentById, insertDocument } from './document.store.js';
import { audienceOf } from './document.js';
import { foldedText, insertDocumentText } from './document-text.js';
import type { DocumentRow } from './document.store.js';
import { FILE_STORE, refusalOf, type FileStore } from './file-store.js';
import { beginningOf, mediaTypeOf } from './media-type.js';
import { needsPassword } from './password.js';
import { VIRUS_CHECK, type VirusCheck } from './virus-check.js';

type NewDocument = Omit<DocumentRow, 'erased' | 'password_on' | 'institution_id'>;
/** With the folded text by which it is searched; null where it has none. */
type Searched = NewDocument & { readonly text: string | null };

/**
 * Takes a document into a case: finds its type by its content, scans it, stores its content before its row. The same
 * form under the same key has one effect. Throws the faults of the form by field, `documents.type-refused`,
 * `documents.not-what-it-says`, `documents.infected`, `documents.store-away`, `documents.kind-not-yours`,
 * `documents.received-in-future`, `requests.not-found`.
 */
@Injectable()
export class ReceiveDocument {
  constructor(
    private readonly database: Database,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(VIRUS_CHECK) private readonly viruses: VirusCheck,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async execute(form: ReceivedForm, actor: Actor): Promise<DocumentDto> {
    const { fields, file } = form;
    const now = new Date();
    try {
      const said = checkContract(UploadDocumentDto, { ...fields }) as UploadDocumentDto;
      const today = dayInJapan(now);
      const audience = audienceOf(said.kind);
      if (audience === 'insurer' && actor.side !== 'insurer') throw new Problem('documents.kind-not-yours');
      if (audience === 'claimants' && actor.as === 'agent') throw new Problem('documents.kind-not-yours');
      // an institution hands a document in now; one that came to the insurer by post may have come before
      const receivedOn = actor.side === 'insurer' ? (said.receivedOn ?? today) : today;
      if (receivedOn > today)
        throw new Problem('documents.received-in-future', {
          errors: [{ pointer: '/receivedOn', code: 'documents.received-in-future' }],
        });
      // a document for a merged case belongs to the case into which it was merged
      const standing = await this.database.read(actor, (tx) => standingCase(tx, said.incidentId));
      const type = await mediaTypeOf(file.path, file.name, said.kind);
      if ('refused' in type) {
        const code = type.refused === 'not-taken' ? 'documents.type-refused' : 'documents.not-what-it-says';
        throw new Problem(code, { errors: [{ pointer: '/file', code }] });
      }
      const scan = await this.viruses.scan(file.path);
      if (scan === 'infected')
        throw new Problem('documents.infected', { errors: [{ pointer: '/file', code: 'documents.infected' }] });
      const locked = await needsPassword(file.path);
      const row: NewDocument = {
        id: newId(),
        incident_id: standing.id,
        kind: said.kind,
        file_name: type.name,
        media_type: type.type,
        size_bytes: file.size,
        sha256: file.sha256,
        audience,
        // a scan cannot look into a file with a password
        scan: locked ? 'not-scanned' : scan,
        needs_password: locked,
        received_on: receivedOn,
        uploaded_by: personOf(actor),
        uploaded_as: actor.as,
        uploaded_at: now,
      };
      const isPlain = row.media_type === 'text/plain' && !locked;
      const text = isPlain ? foldedText(await beginningOf(file.path)) : null;
      return await this.#keep({ ...row, text }, onceWithFile(actor, form), file);
    } finally {
      await rm(file.path, { force: true });
    }
  }

  async #keep(row: Searched, actor: Actor, file: ReceivedForm['file']): Promise<DocumentDto> {
    try {
      await this.store.keep(row.id, file.path, file.size);
      const answer = await this.database.transaction(actor, (tx) => received(tx, row));
      // the same form was received before
      if (answer.id !== row.id) this.#takeBack(row.id);
      return answer;
    } catch (error) {
      // when the database failed it may have stored the row, and the same key would answer with it: then the content
      // must be there
      if (!isOutcomeUnknown(error)) this.#takeBack(row.id);
      throw refusalOf(error, this.log);
    }
  }

  // not awaited: no row refers to it, and the answer does not depend on it
  #takeBack(id: string): void {
    this.store.erase(id).catch((error: unknown) => {
      this.log.warn({ document: id, ...describeError(error) }, 'a content without a row stays in the store');
    });
  }
}

async function received(tx: Tx, { text, ...row }: Searched): Promise<DocumentDto> {
  const file = await caseFile(tx, row.incident_id);
  await insertDocument(tx, { ...row, institution_id: file.institution_id });
  await insertDocumentText(
    tx,
    { ...{ document_id: row.id, fileName: row.file_name }, incident_id: file.id, institution_id: file.institution_id },
    text,
  );
  const audience = row.audience === 'insurer' ? 'insurer' : 'all';
  tx.record(file, {
    timeline: {
      at: row.uploaded_at,
      kind: 'document-received',
      audience,
      data: { documentId: row.id, as: tx.actor.as },
    },
    event: { type: 'document.received', payload: { documentId: row.id }, audience },
    audit: {
      action: 'document.received',
      subject: row.id,
      after: {
        kind: row.kind,
        sha256: row.sha256.toString('hex'),
        sizeBytes: row.size_bytes,
        scan: row.scan,
        needsPassword: row.needs_password,
      },
    },
  });
  return documentView(await documentById(tx, row.id));
}
