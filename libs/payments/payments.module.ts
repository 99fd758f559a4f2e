import { Module } from '@nestjs/common';
import { AccountController } from './payee-account.controller.js';
import { BankController } from './bank-entry.controller.js';
import { ClockController } from './clock.controller.js';
import { ReconciliationController } from './reconciliation.controller.js';
import { ReserveController } from './reserve.controller.js';
import { InsurerCostController } from './insurer-cost.controller.js';
import { RecourseController } from './recourse.controller.js';
import { PaymentController } from './payment.controller.js';
import { OriginAccountController } from './origin-account.controller.js';
import { BatchController } from './batch.controller.js';
import { RepaymentController } from './repayment.controller.js';
import { VictimGateController } from './victim-gate.controller.js';

@Module({
  controllers: [
    AccountController,
    BankController,
    PaymentController,
    OriginAccountController,
    BatchController,
    RepaymentController,
    ClockController,
    ReconciliationController,
    ReserveController,
    InsurerCostController,
    RecourseController,
    VictimGateController,
  ],
})
export class PaymentsModule {}
