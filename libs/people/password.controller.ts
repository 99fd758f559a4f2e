import { Body, Controller, HttpCode, Inject, Post, Put, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Needs, Open, Refuses } from '#access';
import { type Actor } from '#database';
import { By } from '#http';
import { ChangePasswordDto, SetPasswordDto } from './password.dto.js';
import { deviceCookie, KnownDevices } from './known-devices.js';
import { Passwords, type PasswordOwner } from './set-password.js';

@ApiTags('sessions')
@Controller()
export class PasswordController {
  constructor(
    private readonly passwords: Passwords,
    private readonly devices: KnownDevices,
    @Inject('secure-cookie') private readonly secure: boolean,
  ) {}

  @Post('auth/passwords')
  @Open()
  @Refuses('sessions.link-unusable', 'sessions.password-is-email')
  @HttpCode(204)
  @ApiOperation({ summary: 'Set the password by a one-time link; every session of the person ends' })
  @ApiNoContentResponse()
  async set(@Body() body: SetPasswordDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    this.#remember(reply, await this.passwords.setByLink(body));
  }

  @Put('me/password')
  @Needs('sessions.own')
  @Refuses(
    'sessions.current-password-wrong',
    'sessions.device-code-needed',
    'sessions.password-is-email',
    'sessions.too-many-attempts',
  )
  @HttpCode(204)
  @ApiOperation({ summary: 'Change one’s own password; every other session ends' })
  @ApiNoContentResponse()
  async change(
    @By() actor: Actor,
    @Body() body: ChangePasswordDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.#remember(reply, await this.passwords.change(actor, body, request.ip));
  }

  // a new password makes all devices unknown, and this one has just proved that it belongs to the person
  #remember(reply: FastifyReply, owner: PasswordOwner): void {
    reply.setCookie(this.devices.cookieName(owner.email), this.devices.make(owner).cookie, deviceCookie(this.secure));
  }
}
