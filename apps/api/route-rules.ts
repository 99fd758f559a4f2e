import { METHOD_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OPEN, RIGHT } from '#access';
import { isContract } from '#http';

type Controller = new (...args: never[]) => object;

/** Where Nest's OpenAPI decorators leave what they say of parameters; the package does not export the name. */
const apiParameters = 'swagger/apiParameters';
const scanner = new MetadataScanner();

/**
 * Throws, with controller and method, where a route has neither a right (`@Needs`) nor is `@Open()`, or takes a body or
 * a query string that no contract describes: nobody would check who asks, or what is sent.
 */
export function requireRouteRules(app: NestFastifyApplication): void {
  for (const { controllers } of app.get(ModulesContainer).values())
    for (const { metatype } of controllers.values()) requireRulesOf(metatype as Controller);
}

function requireRulesOf(controller: Controller): void {
  const prototype = controller.prototype as Readonly<Record<string, object>>;
  for (const name of scanner.getAllMethodNames(prototype)) {
    const method = prototype[name] as object;
    if (!Reflect.hasMetadata(METHOD_METADATA, method)) continue;
    const route = `${controller.name}.${name}`;
    if (!Reflect.hasMetadata(OPEN, method) && !Reflect.hasMetadata(RIGHT, method))
      throw new Error(`The route ${route} has no right: give it @Needs(…), or @Open() where it is for everybody.`);
    // what has a reader of its own publishes the schema that it reads
    const isPublished = describedBody(method);
    const types = (Reflect.getMetadata('design:paramtypes', prototype, name) ?? []) as readonly unknown[];
    for (const at of sentTo(controller, name))
      if (!isContract(types[at]) && !isPublished)
        throw new Error(`Parameter ${at + 1} of ${route} is what somebody sends and has no contract: give it a DTO.`);
  }
}

/** Whether `@ApiBody({ schema })` stands on a method. */
function describedBody(method: object): boolean {
  const said = (Reflect.getMetadata(apiParameters, method) ?? []) as readonly {
    readonly in?: string;
    readonly schema?: unknown;
  }[];
  return said.some((one) => one.in === 'body' && one.schema !== undefined);
}

/** The places of the parameters that are a body or a query string. */
function sentTo(controller: Controller, name: string): number[] {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as object;
  return Object.keys(parameters).flatMap((key) => {
    const [kind, at] = key.split(':').map(Number);
    return kind === RouteParamtypes.BODY || kind === RouteParamtypes.QUERY ? [Number(at)] : [];
  });
}
