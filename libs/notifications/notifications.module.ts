import { Module } from '@nestjs/common';
import { NotificationController } from './notification.controller.js';
import { OutlookCorrectionController } from './outlook-correction.controller.js';

@Module({
  controllers: [NotificationController, OutlookCorrectionController],
})
export class NotificationsModule {}
