import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '#access';
import type { InstitutionKind, Plan } from '#coverage';
import { Choice, Count, Flag, ListOf, Nested, Text, YenAmount } from '#http';
import { dayInJapan } from '#kernel';
import { Problem } from '#problems';
import { newestTerms } from '#terms';
import { PolicyLimits } from './policy.dto.js';
import { writtenKinds } from './policy-entry.dto.js';
import { quoteOf } from './quote.js';

export class QuotedBeds {
  @Count({ max: 100_000, about: '一般病床' }) general: number;
  @Count({ optional: true, max: 100_000, about: 'Beds of every kind; the general ones when left out.' }) total?: number;
}

export class AskQuoteDto {
  @Choice(writtenKinds) institutionKind: InstitutionKind;
  @Count({ max: 3, about: '1, 2 or 3' }) plan: number;
  @Nested(QuotedBeds, { optional: true, about: 'Needed for a hospital, and for nobody else.' }) beds?: QuotedBeds;
  @Count({ optional: true, max: 100_000, about: '定員数 of a care facility.' }) capacity?: number;
  @Flag({ optional: true }) groupMember?: boolean;
  @Flag({ optional: true }) declarationDiscount?: boolean;
  @YenAmount({ optional: true }) deductible?: number;
  @Choice(['lump-sum', 'instalments'], { optional: true }) payment?: 'lump-sum' | 'instalments';
  @Flag({ optional: true }) businessInterruption?: boolean;
  @Count({ optional: true, max: 600, about: '12 when left out.' }) termMonths?: number;
  @Flag({ optional: true, about: 'Newly opened institutions may enrol: it changes nothing.' }) newlyOpened?: boolean;
}

export class QuoteReasonDto {
  @Text({ max: 60 }) code: string;
  @Text({ max: 20 }) rule: string;
  @Text({ max: 400 }) textJa: string;
  @Text({ max: 400 }) textEn: string;
}

export class QuoteDto {
  @Text({ max: 20 }) termsVersion: string;
  @Choice(['premium', 'on-request', 'refused']) outcome: 'premium' | 'on-request' | 'refused';
  @YenAmount({ nullable: true, about: 'A year, general contract, paid at once; null where it is not published.' })
  premium: number | null;
  @Nested(PolicyLimits, { nullable: true }) limits: PolicyLimits | null;
  @YenAmount({ nullable: true, about: 'What a member of a group pays at the least.' }) groupFloor: number | null;
  @ListOf(QuoteReasonDto) reasons: QuoteReasonDto[];
}

@ApiTags('coverage')
@Controller('quotes')
export class QuoteController {
  @Post()
  @HttpCode(200)
  @Needs('coverage.read')
  @ApiOperation({ summary: 'The published yearly premium, or why it is given on request; nothing is stored' })
  @ApiOkResponse({ type: QuoteDto })
  quote(@Body() body: AskQuoteDto): QuoteDto {
    const { beds, plan, institutionKind } = body;
    const wrong = (pointer: string, code: 'requests.field-missing' | 'requests.out-of-range'): never => {
      throw new Problem(code, { errors: [{ pointer, code }] });
    };
    if (plan < 1) wrong('/plan', 'requests.out-of-range');
    if (institutionKind === 'hospital' && !beds) wrong('/beds', 'requests.field-missing');
    if (beds?.total !== undefined && beds.total < beds.general) wrong('/beds/total', 'requests.out-of-range');
    const { limits, reasons, ...quote } = quoteOf(
      {
        institutionKind,
        plan: plan as Plan,
        ...(beds ? { beds: { general: beds.general, total: beds.total ?? beds.general } } : {}),
        groupMember: body.groupMember ?? false,
        declarationDiscount: body.declarationDiscount ?? false,
        deductible: body.deductible ?? 0,
        payment: body.payment ?? 'lump-sum',
        businessInterruption: body.businessInterruption ?? false,
        termMonths: body.termMonths ?? 12,
      },
      newestTerms(dayInJapan(new Date())),
    );
    return {
      ...quote,
      limits: limits && { liabilityYen: limits.liabilityLimit, responseExpenseYen: limits.responseExpenseLimit },
      reasons: [...reasons],
    };
  }
}
