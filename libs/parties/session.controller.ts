import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { By, Needs, Open, sessionCookieName, type Actor } from '#platform';
import { SessionAnswer, SignInRequest } from './session.dto.js';
import { Sessions } from './sessions.js';

@ApiTags('sessions')
@Controller()
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    @Inject('secure-cookie') private readonly secure: boolean,
  ) {}

  @Post('auth/sessions')
  @Open()
  @ApiOperation({ summary: 'Sign in: sets the session cookie and answers the CSRF token' })
  @ApiCreatedResponse({ type: SessionAnswer })
  async signIn(
    @Body() body: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    const session = await this.sessions.signIn(body, { ip: request.ip, oldToken: this.#token(request) });
    reply.setCookie(sessionCookieName(this.secure), session.token, { ...this.#cookie(), expires: session.expiresAt });
    return session.answer;
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
