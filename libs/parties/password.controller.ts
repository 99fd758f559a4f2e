import { Body, Controller, HttpCode, Post, Put, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { By, Needs, Open, type Actor } from '#platform';
import { ChangePasswordDto, SetPasswordDto } from './password.dto.js';
import { Passwords } from './set-password.js';

@ApiTags('sessions')
@Controller()
export class PasswordController {
  constructor(private readonly passwords: Passwords) {}

  @Post('auth/passwords')
  @Open()
  @HttpCode(204)
  @ApiOperation({ summary: 'Set the password by a one-time link; every session of the person ends' })
  @ApiNoContentResponse()
  set(@Body() body: SetPasswordDto, @Req() request: FastifyRequest): Promise<void> {
    return this.passwords.setByLink(body, request.ip);
  }

  @Put('me/password')
  @Needs('sessions.own')
  @HttpCode(204)
  @ApiOperation({ summary: 'Change one’s own password; every other session ends' })
  @ApiNoContentResponse()
  change(@By() actor: Actor, @Body() body: ChangePasswordDto, @Req() request: FastifyRequest): Promise<void> {
    return this.passwords.change(actor, body, request.ip);
  }
}
