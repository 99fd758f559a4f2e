import { join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, IdPipe, receiveForm, Viewed } from '#http';
import { type Config, type Log, LOG, CONFIG } from '#platform';
import { Problem } from '#problems';
import { AskErasureDto, DocumentDto, OpenDocumentDto, PreviewQuery } from './document.dto.js';
import { documentKindNames, shownAs } from './document.js';
import type { DocumentRow } from './document.store.js';
import { documentById, documentView } from './document.store.js';
import { askErasure, confirmErasure } from './erase-document.js';
import { ContentMissing, FILE_STORE, refusalOf, type FileStore } from './file-store.js';
import { openDocument } from './open-document.js';
import { Pictures } from './pictures.js';
import { ReceiveDocument } from './receive-document.js';

@ApiTags('documents')
@Controller('documents')
export class DocumentController {
  constructor(
    private readonly database: Database,
    private readonly documents: ReceiveDocument,
    private readonly pictures: Pictures,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Post()
  @Needs('documents.upload')
  @Refuses(
    'documents.infected',
    'documents.kind-not-yours',
    'documents.not-what-it-says',
    'documents.received-in-future',
    'documents.store-away',
    'documents.type-refused',
    'uploads.cut-off',
    'uploads.empty',
    'uploads.no-file',
    'uploads.not-a-form',
    'uploads.one-file',
  )
  @OneEffect()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['incidentId', 'kind', 'file'],
      properties: {
        incidentId: { type: 'string', format: 'uuid' },
        kind: { type: 'string', enum: documentKindNames },
        receivedOn: { type: 'string', format: 'date', description: 'for the insurer: when a document arrived' },
        file: { type: 'string', format: 'binary', description: 'at most 100 MB' },
      },
    },
  })
  @ApiOperation({ summary: 'File a document of a case; link it to the expenses that it proves afterwards' })
  @ApiCreatedResponse({ type: DocumentDto })
  async upload(@By() actor: Actor, @Req() request: FastifyRequest): Promise<DocumentDto> {
    return this.documents.execute(await receiveForm(request, join(this.config.dataFolder, 'uploads')), actor);
  }

  @Get(':id')
  @Needs('documents.read')
  @Viewed('document')
  @ApiOperation({ summary: 'A document without its content' })
  @ApiOkResponse({ type: DocumentDto })
  one(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<DocumentDto> {
    return this.database.read(actor, async (tx) => documentView(await documentById(tx, id)));
  }

  @Get(':id/content')
  @Needs('documents.read')
  @Refuses('documents.content-missing', 'documents.erased', 'documents.store-away')
  @Viewed('document', 'downloaded')
  @Header('Content-Security-Policy', "default-src 'none'; sandbox")
  @ApiOperation({ summary: 'The content, as a download' })
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  async content(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<StreamableFile> {
    const document = await this.#present(actor, id);
    const content = await this.#contentOf(id);
    const name = encodeURIComponent(document.file_name).replaceAll(
      /['()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
    return new StreamableFile(content, {
      // a browser must not show a file that was sent to us: the type of its content is in `DocumentDto`
      type: 'application/octet-stream',
      disposition: `attachment; filename="document"; filename*=UTF-8''${name}`,
      length: document.size_bytes,
    });
  }

  @Get(':id/preview')
  @Needs('documents.read')
  @Refuses(
    'documents.content-missing',
    'documents.erased',
    'documents.not-shown',
    'documents.pictures-busy',
    'documents.store-away',
  )
  @Viewed('document')
  @Header('Content-Security-Policy', "default-src 'none'; sandbox")
  @ApiOperation({
    summary: 'A page of a picture (also HEIC, TIFF) as a JPEG, made for the screen: the evidence stays as it is',
  })
  @ApiOkResponse({
    content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } },
    headers: { 'Sonae-Pages': { description: 'how many pages there are', schema: { type: 'integer' } } },
  })
  async preview(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { page = 1 }: PreviewQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const document = await this.#present(actor, id);
    if (shownAs(document.media_type) !== 'picture') throw new Problem('documents.not-shown');
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const { jpeg, pages } = await this.pictures.pageOf({
      content: () => this.#contentOf(id),
      sizeBytes: document.size_bytes,
      page,
      gone: gone.signal,
    });
    reply.header('Sonae-Pages', String(pages));
    return new StreamableFile(jpeg, { type: 'image/jpeg', length: jpeg.length });
  }

  @Post(':id/openings')
  @HttpCode(200)
  @Needs('documents.open')
  @Refuses('documents.erased', 'documents.needs-no-password', 'documents.opened-already', 'documents.password-day')
  @OneEffect()
  @ApiOperation({
    summary: 'Record that one opened a document with its password: it counts from the day on which that came',
  })
  @ApiOkResponse({ type: DocumentDto })
  open(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: OpenDocumentDto): Promise<DocumentDto> {
    return this.#change(actor, id, (tx) => openDocument(tx, id, body.passwordOn));
  }

  @Post(':id/erasures')
  @Needs('documents.erase')
  @Refuses('documents.erasure-asked-already')
  @OneEffect()
  @ApiOperation({ summary: 'Ask that a content which should not be here is erased; another person confirms' })
  @ApiCreatedResponse({ type: DocumentDto })
  erase(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() { reason }: AskErasureDto): Promise<DocumentDto> {
    return this.#change(actor, id, (tx) => askErasure(tx, id, reason));
  }

  @Post(':id/erasure-confirmations')
  @HttpCode(200)
  @Needs('documents.erase')
  @Refuses(
    'documents.erased',
    'documents.erasure-not-asked',
    'documents.second-person-needed',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Confirm an erasure that another person asked for: the content is gone, its record stays' })
  @ApiOkResponse({ type: DocumentDto })
  confirm(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<DocumentDto> {
    return this.#change(actor, id, (tx) => confirmErasure(tx, id));
  }

  async #present(actor: Actor, id: string): Promise<DocumentRow> {
    const document = await this.database.read(actor, (tx) => documentById(tx, id));
    if (document.erased) throw new Problem('documents.erased');
    return document;
  }

  async #contentOf(id: string): Promise<Readable> {
    return this.store.read(id).catch((error: unknown) => {
      if (!(error instanceof ContentMissing)) throw refusalOf(error, this.log);
      this.log.error({ document: id }, 'the content of a document is missing');
      throw new Problem('documents.content-missing');
    });
  }

  #change(actor: Actor, id: string, change: (tx: Tx) => Promise<void>): Promise<DocumentDto> {
    return this.database.transaction(actor, async (tx) => {
      await change(tx);
      return documentView(await documentById(tx, id));
    });
  }
}
