import { Module } from '@nestjs/common';
import { CaseMessageController } from './case-message.controller.js';
import { ClockPreviewController } from './clock-preview.controller.js';
import { LetterController } from './letter.controller.js';
import { MailController } from './mail.controller.js';
import { OutlookCorrectionController } from './outlook-correction.controller.js';

@Module({
  controllers: [
    CaseMessageController,
    ClockPreviewController,
    LetterController,
    MailController,
    OutlookCorrectionController,
  ],
})
export class NotificationsModule {}
