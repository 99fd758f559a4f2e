import { Module } from '@nestjs/common';
import { AccountController } from './account.controller.js';
import { BankController } from './bank.controller.js';
import { ClockController } from './clock.controller.js';
import { LiabilityController } from './liability.controller.js';
import { PaymentController } from './payment.controller.js';
import { RepaymentController } from './repayment.controller.js';

@Module({
  controllers: [
    AccountController,
    BankController,
    PaymentController,
    RepaymentController,
    ClockController,
    LiabilityController,
  ],
})
export class PaymentsModule {}
