import { Module } from '@nestjs/common';
import { FacilityController } from './facility.controller.js';
import { FacilityReads } from './facility.reads.js';
import { ImportController } from './import.controller.js';
import { InstitutionController } from './institution.controller.js';
import { InstitutionReads } from './institution.reads.js';

@Module({
  controllers: [InstitutionController, FacilityController, ImportController],
  providers: [InstitutionReads, FacilityReads],
})
export class FacilitiesModule {}
