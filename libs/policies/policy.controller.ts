import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, ExpectedVersion, IdPipe, pageOf, type Page } from '#http';
import { correctPolicy } from './correct-policy.js';
import { declarePremises } from './declare-premises.js';
import { endPolicy } from './end-policy.js';
import { endPremises } from './end-premises.js';
import { enterPolicy } from './enter-policy.js';
import {
  CorrectPolicyDto,
  DeclarePremisesDto,
  EndPolicyDto,
  EndPremisesDto,
  EnterPolicyDto,
  RenewPolicyDto,
} from './policy-entry.dto.js';
import { PolicyDetails, PolicyQuery, PolicySummary } from './policy.dto.js';
import { PolicyReads, policyView } from './policy.reads.js';
import { renewPolicy } from './renew-policy.js';

@ApiTags('policies')
@Controller('policies')
export class PolicyController {
  constructor(
    private readonly policies: PolicyReads,
    private readonly database: Database,
  ) {}

  @Get()
  @Needs('policies.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Periods of cover, the latest first: an institution sees its own, the insurer all' })
  @ApiOkResponse({ type: pageOf(PolicySummary) })
  list(@By() actor: Actor, @Query() query: PolicyQuery): Promise<Page<PolicySummary>> {
    return this.policies.list(actor, query);
  }

  @Get(':id')
  @Needs('policies.read')
  @ApiOperation({ summary: 'One period of cover: limits, options, premises, renewals, and what the terms leave open' })
  @ApiOkResponse({ type: PolicyDetails })
  one(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<PolicyDetails> {
    return this.policies.one(actor, id);
  }

  @Post()
  @Needs('policies.write')
  @Refuses(
    'parties.institution-not-found',
    'policies.certificate-held',
    'policies.certificate-taken',
    'policies.continuous-after-inception',
    'policies.contract-differs',
    'policies.ending-outside-period',
    'policies.expiry-not-after-inception',
    'policies.facility-closed',
    'policies.facility-kind-unclear',
    'policies.facility-unclear',
    'policies.facility-unknown',
    'policies.institution-exists',
    'policies.institution-unclear',
    'policies.mid-term-outside-group',
    'policies.no-such-plan',
    'policies.no-such-terms',
    'policies.not-a-group',
    'policies.not-with-group',
    'policies.number-folds-to-other',
    'policies.number-unreadable',
    'policies.overlap-held',
    'policies.parameter-refused',
    'policies.parameter-unknown',
    'policies.periods-overlap',
    'policies.pharmacy',
    'policies.premises-declared-already',
    'policies.premises-medical-corporation-only',
    'policies.premises-outside-period',
    'policies.refused',
    'policies.term-too-long',
    'policies.term-too-short',
    'policies.too-many-decimals',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Enter a period of cover: of one member, or of another member of a group policy' })
  @ApiCreatedResponse({ type: PolicyDetails })
  async enter(@By() actor: Actor, @Body() body: EnterPolicyDto): Promise<PolicyDetails> {
    return this.#write(actor, (tx) => enterPolicy(tx, body));
  }

  @Post(':id/renewals')
  @Needs('policies.write')
  @Refuses(
    'policies.already-renewed',
    'policies.certificate-held',
    'policies.certificate-taken',
    'policies.continuous-after-inception',
    'policies.contract-differs',
    'policies.ending-outside-period',
    'policies.expiry-not-after-inception',
    'policies.facility-closed',
    'policies.facility-unclear',
    'policies.facility-unknown',
    'policies.no-such-plan',
    'policies.no-such-terms',
    'policies.not-a-group',
    'policies.number-folds-to-other',
    'policies.number-unreadable',
    'policies.overlap-held',
    'policies.parameter-refused',
    'policies.parameter-unknown',
    'policies.periods-overlap',
    'policies.pharmacy',
    'policies.premises-declared-already',
    'policies.premises-medical-corporation-only',
    'policies.premises-outside-period',
    'policies.refused',
    'policies.renewal-before-end',
    'policies.term-too-long',
    'policies.term-too-short',
    'policies.too-many-decimals',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({
    summary: 'Renew: the next period of the same member, entered ahead or late; what is not named stays',
  })
  @ApiCreatedResponse({ type: PolicyDetails })
  async renew(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: RenewPolicyDto,
  ): Promise<PolicyDetails> {
    return this.#write(actor, (tx) => renewPolicy(tx, id, version, body));
  }

  @Post(':id/endings')
  @HttpCode(200)
  @Needs('policies.write')
  @Refuses(
    'policies.already-ended',
    'policies.ending-outside-period',
    'policies.reason-needed',
    'policies.renewal-in-the-way',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'End a period early: the contract is terminated, or the member leaves its group' })
  @ApiOkResponse({ type: PolicyDetails })
  async end(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: EndPolicyDto,
  ): Promise<PolicyDetails> {
    return this.#change(actor, id, (tx) => endPolicy(tx, id, version, body));
  }

  @Post(':id/premises')
  @Needs('policies.write')
  @Refuses(
    'policies.facility-closed',
    'policies.facility-unclear',
    'policies.facility-unknown',
    'policies.premises-declared-already',
    'policies.premises-medical-corporation-only',
    'policies.premises-outside-period',
    'policies.refused',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Declare premises of a medical corporation, from a day of the period on' })
  @ApiCreatedResponse({ type: PolicyDetails })
  async declare(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: DeclarePremisesDto,
  ): Promise<PolicyDetails> {
    return this.#change(actor, id, (tx) => declarePremises(tx, id, version, body));
  }

  @Post(':id/premises/:facilityId/endings')
  @HttpCode(200)
  @Needs('policies.write')
  @Refuses('policies.premises-not-declared', 'policies.reason-needed', 'requests.stale-version')
  @OneEffect()
  @ApiOperation({ summary: 'End the declaration of premises from a day on' })
  @ApiOkResponse({ type: PolicyDetails })
  async endPremises(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('facilityId', IdPipe) facilityId: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: EndPremisesDto,
  ): Promise<PolicyDetails> {
    return this.#change(actor, id, (tx) => endPremises(tx, id, version, { ...body, facilityId }));
  }

  @Patch(':id')
  @Needs('policies.write')
  @Refuses(
    'policies.certificate-held',
    'policies.certificate-taken',
    'policies.nothing-to-correct',
    'policies.number-folds-to-other',
    'policies.number-unreadable',
    'policies.overlap-held',
    'policies.reason-needed',
    'policies.refused',
    'requests.stale-version',
  )
  @ApiOperation({
    summary: 'Correct the certificate number, with a reason; parameters are entered and approved as terms',
  })
  @ApiOkResponse({ type: PolicyDetails })
  async correct(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion() version: number | null,
    @Body() body: CorrectPolicyDto,
  ): Promise<PolicyDetails> {
    return this.#change(actor, id, (tx) => correctPolicy(tx, id, version, body));
  }

  #write(actor: Actor, work: (tx: Tx) => Promise<string>): Promise<PolicyDetails> {
    // no case is written, so the events carry the institution
    return this.database.transaction(actor, async (tx) => policyView(tx, await work(tx)));
  }

  #change(actor: Actor, id: string, work: (tx: Tx) => Promise<void>): Promise<PolicyDetails> {
    return this.#write(actor, async (tx) => {
      await work(tx);
      return id;
    });
  }
}
