import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Needs, OneEffect, Open, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, sessionCookieName } from '#http';
import { DeviceCodes, inGroups, type MadeCode } from './device-codes.js';
import { deviceCookie, KnownDevices } from './known-devices.js';
import { DeviceCode, DeviceCodeDto, SessionAnswer, SignInLinkDto, SignInRequest } from './session.dto.js';
import { Sessions } from './sessions.js';

@ApiTags('sessions')
@Controller()
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly devices: KnownDevices,
    private readonly codes: DeviceCodes,
    private readonly database: Database,
    @Inject('secure-cookie') private readonly secure: boolean,
  ) {}

  @Post('auth/sessions')
  @Open()
  @Refuses(
    'sessions.device-code-needed',
    'sessions.device-code-unusable',
    'sessions.too-many-attempts',
    'sessions.wrong-credentials',
  )
  @ApiOperation({ summary: 'Sign in: sets the session cookie and answers the CSRF token' })
  @ApiCreatedResponse({ type: SessionAnswer })
  async signIn(
    @Body() body: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    const deviceName = this.devices.cookieName(body.email);
    let remembered: string | undefined;
    try {
      const session = await this.sessions.signIn(body, {
        ip: request.ip,
        oldToken: this.#token(request),
        deviceCookie: request.cookies[deviceName],
        remember: (cookie) => {
          remembered = cookie;
        },
      });
      reply.setCookie(sessionCookieName(this.secure), session.token, { ...this.#cookie(), expires: session.expiresAt });
      return session.answer;
    } finally {
      if (remembered !== undefined) reply.setCookie(deviceName, remembered, deviceCookie(this.secure));
    }
  }

  @Post('auth/sign-in-links')
  @Open()
  @Refuses('sessions.mail-not-set')
  @HttpCode(204)
  @ApiOperation({ summary: 'Mail a link by which a new device may sign in; answers alike for unknown addresses' })
  @ApiNoContentResponse()
  askLink(@Body() body: SignInLinkDto): void {
    this.codes.askLink(body.email);
  }

  @Post('sign-in-codes')
  @Needs('sign-in.codes')
  @Refuses('parties.person-left', 'parties.person-not-found')
  @OneEffect()
  @ApiOperation({ summary: 'Make a code that the desk reads out after a call-back: a new device may then sign in' })
  @ApiCreatedResponse({ type: DeviceCode })
  async makeCode(@By() actor: Actor, @Body() body: DeviceCodeDto): Promise<DeviceCode> {
    let made: MadeCode | undefined;
    const kept = await this.database.access(actor, async (tx): Promise<DeviceCode> => {
      made = await this.codes.makeForDesk(tx, body.email, body.reason);
      return { id: made.id, code: null, expiresAt: made.expiresAt.toISOString() };
    });
    // the answer is stored for repeats without its secret
    return made?.id === kept.id ? { ...kept, code: inGroups(made.code) } : kept;
  }

  @Delete('auth/sessions/current')
  @Needs('sessions.own')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out: ends the session and clears its cookie' })
  @ApiNoContentResponse()
  async signOut(@By() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.signOut(actor);
    reply.clearCookie(sessionCookieName(this.secure), this.#cookie());
  }

  @Get('me')
  @Needs('sessions.own')
  @ApiOperation({ summary: 'Who is signed in, and the CSRF token again for a page that was reloaded' })
  @ApiOkResponse({ type: SessionAnswer })
  me(@By() actor: Actor, @Req() request: FastifyRequest): Promise<SessionAnswer> {
    return this.sessions.me(actor, this.#token(request) ?? '');
  }

  #token(request: FastifyRequest): string | undefined {
    return request.cookies[sessionCookieName(this.secure)];
  }

  #cookie(): { httpOnly: true; sameSite: 'lax'; secure: boolean; path: '/' } {
    return { httpOnly: true, sameSite: 'lax', secure: this.secure, path: '/' };
  }
}
