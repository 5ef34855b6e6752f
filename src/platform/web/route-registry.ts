import type { INestApplicationContext, Type } from '@nestjs/common';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { AGENCY_READS, OWN_WORK, REQUIREMENT, type Requirement } from './requirement.js';

/** One route of the application: what the tests of architecture and isolation are generated from. */
export interface Route {
  method: string;
  /** Express pattern, e.g. `/w/:workspace/members/:id`. */
  path: string;
  /** `MembersController.destroy` */
  handler: string;
  /** null: nobody declared who may call it. */
  requirement: Requirement | null;
  ownWork: boolean;
  agencyReads: boolean;
}

export function listRoutes(app: INestApplicationContext): Route[] {
  const scanner = new MetadataScanner();
  const controllers = app.get(DiscoveryService, { strict: false }).getControllers();
  return controllers
    .flatMap(({ metatype }) => (metatype ? routesOf(metatype as Type, scanner) : []))
    .sort((a, b) => `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`));
}

/** @throws Error that names each route without @Requires, @SignedIn or @Public: such a start would only serve refusals. */
export function refuseUndeclaredRoutes(routes: readonly Route[]): void {
  const open = routes.filter((route) => route.requirement === null);
  if (open.length === 0) return;
  const names = open.map((route) => `${route.method} ${route.path} (${route.handler})`).join(', ');
  throw new Error(`Say who may call these routes with @Requires('…'), @SignedIn() or @Public(): ${names}`);
}

function routesOf(controller: Type, scanner: MetadataScanner): Route[] {
  const bases = listed(Reflect.getMetadata(PATH_METADATA, controller));
  return scanner.getAllMethodNames(controller.prototype as object).flatMap((name) => {
    const handler = (controller.prototype as Record<string, object>)[name];
    const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
    if (!handler || method === undefined) return [];
    const paths = listed(Reflect.getMetadata(PATH_METADATA, handler));
    return bases.flatMap((base) =>
      paths.map((path) => ({
        method: RequestMethod[method] ?? 'ALL',
        path: joined(base, path),
        handler: `${controller.name}.${name}`,
        requirement: metadata<Requirement>(REQUIREMENT, handler, controller) ?? null,
        ownWork: metadata<boolean>(OWN_WORK, handler, controller) ?? false,
        agencyReads: metadata<boolean>(AGENCY_READS, handler, controller) ?? false,
      })),
    );
  });
}

function metadata<T>(key: string, handler: object, controller: Type): T | undefined {
  return (Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller)) as T | undefined;
}

function listed(path: unknown): string[] {
  return Array.isArray(path) ? (path as string[]) : [typeof path === 'string' ? path : ''];
}

function joined(...parts: string[]): string {
  const path = parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/');
  return `/${path}`;
}
