import { Module } from '@nestjs/common';
import { FileStoreModule } from '#documents';
import { ListExportController } from './list-export.controller.js';
import { SavedViewController } from './saved-view.controller.js';

@Module({ imports: [FileStoreModule], controllers: [ListExportController, SavedViewController] })
export class ListsModule {}
