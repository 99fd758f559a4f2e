import { Module } from '@nestjs/common';
import { type Config, CONFIG } from '#platform';
import { DocumentController } from './document.controller.js';
import { FILE_STORE, fileStoreOf } from './file-store.js';
import { Pictures } from './pictures.js';
import { ReceiveDocument } from './receive-document.js';
import { VIRUS_CHECK, virusCheckOf } from './virus-check.js';

const store = { provide: FILE_STORE, useFactory: (config: Config) => fileStoreOf(config), inject: [CONFIG] };

/** The file store, for the process that writes contents and the one that erases them. */
@Module({ providers: [store], exports: [store] })
export class FileStoreModule {}

/** Documents over HTTP. */
@Module({
  imports: [FileStoreModule],
  controllers: [DocumentController],
  providers: [
    ReceiveDocument,
    Pictures,
    { provide: VIRUS_CHECK, useFactory: (config: Config) => virusCheckOf(config), inject: [CONFIG] },
  ],
})
export class DocumentsModule {}
