import { Module } from '@nestjs/common';
import { AdjusterController } from './adjuster.controller.js';
import { WorkItemController } from './work-item.controller.js';

@Module({
  controllers: [WorkItemController, AdjusterController],
})
export class RoutingModule {}
