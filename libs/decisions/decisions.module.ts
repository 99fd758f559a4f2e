import { Module } from '@nestjs/common';
import { DecisionController } from './decision.controller.js';
import { LaterController } from './later.controller.js';
import { ScreeningController } from './screening.controller.js';

@Module({
  controllers: [DecisionController, LaterController, ScreeningController],
})
export class DecisionsModule {}
