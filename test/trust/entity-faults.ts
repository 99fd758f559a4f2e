import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { EntityMetadata } from 'typeorm/metadata/EntityMetadata.js';
import { groupBy } from '#kernel';
import { packageRoot } from '#platform';

interface CatalogueColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly default: string | null;
  /** The database makes it: nobody writes it. */
  readonly made: boolean;
  /** Of the primary key; where a table has none, of a unique index, its columns that are never null. */
  readonly key: boolean;
}

const longNames: Readonly<Record<string, string>> = {
  timestamptz: 'timestamp with time zone',
  varchar: 'character varying',
};

/** What differs between entities and tables of the schema, a sentence a difference; partitions are their table's. */
export async function entityFaults(entities: readonly EntityMetadata[], client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<CatalogueColumn>(
    `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type,
        NOT a.attnotnull AS nullable,
        CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS default,
        a.attgenerated <> '' OR a.attidentity <> '' AS made,
        COALESCE((SELECT bool_or(a.attnum = ANY (i.indkey))
           FROM pg_index i
           WHERE i.indrelid = c.oid
             AND i.indisprimary), a.attnotnull AND EXISTS (SELECT
           FROM pg_index i
           WHERE i.indrelid = c.oid
             AND i.indisunique
             AND a.attnum = ANY (i.indkey))) AS key
       FROM pg_class c
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
         LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
       WHERE c.relnamespace = 'sonae'::regnamespace
         AND c.relkind IN ('r', 'p')
         AND NOT c.relispartition`,
  );
  const tables = groupBy(rows, ({ table }) => table);
  const described = groupBy(entities, ({ tableName }) => tableName);
  return [
    ...[...tables.keys()].filter((table) => !described.has(table)).map((table) => `${table} has no entity`),
    ...[...described].flatMap(([table, all]) => {
      const columns = tables.get(table);
      if (!columns) return [`${table} has an entity and is no table`];
      if (all.length > 1) return [`${table} has ${all.length} entities`];
      return all.flatMap((entity) => columnFaults(entity, columns));
    }),
  ].toSorted();
}

function columnFaults(entity: EntityMetadata, columns: readonly CatalogueColumn[]): string[] {
  const known = new Map(entity.columns.map((column) => [column.databaseName, column]));
  const named = (column: string): string => `${entity.tableName}.${column}`;
  return [
    ...entity.columns
      .filter(({ databaseName }) => columns.every(({ column }) => column !== databaseName))
      .map(({ databaseName }) => `${named(databaseName)} is no column`),
    ...entity.columns
      .filter(({ databaseName, propertyName }) => databaseName !== propertyName)
      .map(({ databaseName, propertyName }) => `${named(databaseName)} is called ${propertyName}`),
    ...columns.flatMap((column) => {
      const described = known.get(column.column);
      if (!described) return [`${named(column.column)} is not described`];
      const said = saidOf(described);
      return (Object.keys(said) as (keyof typeof said)[])
        .filter((property) => said[property] !== column[property])
        .map(
          (property) => `${named(column.column)}: ${property} is ${column[property]}, described as ${said[property]}`,
        );
    }),
  ];
}

function saidOf(column: ColumnMetadata): Pick<CatalogueColumn, 'type' | 'nullable' | 'default' | 'made' | 'key'> {
  const name = typeof column.type === 'string' ? column.type : column.type.name;
  const digits = column.precision ? `(${column.precision},${column.scale ?? 0})` : '';
  const { default: given } = column as { default: number | boolean | (() => string) | undefined };
  const expression = typeof given === 'function' ? given() : given;
  return {
    type: `${longNames[name] ?? name}${digits}${column.isArray ? '[]' : ''}`,
    nullable: column.isNullable,
    default: expression === undefined ? null : String(expression),
    made: !column.isInsert && !column.isUpdate,
    key: column.isPrimary,
  };
}

/** How a value comes out of the driver, by the column's type; a narrower type of the domain may stand in its place. */
const driverTypes: Readonly<Record<string, RegExp>> = {
  timestamptz: /^(readonly )?Date(\[\])?( \| null)?$/,
  bytea: /^Buffer( \| null)?$/,
  boolean: /^boolean( \| null)?$/,
  uuid: /^(string|readonly string\[\])( \| null)?$/,
  date: /^string( \| null)?$/,
  bigint: /^number( \| null)?$/,
};

/** Properties whose TypeScript type is not that of their column: null on one side only, or another class of value. */
export function propertyFaults(): string[] {
  return entityFiles().flatMap(({ file, text }) => {
    const columns = [...text.matchAll(/@(?:Primary)?Column\(([^]*?)\)\n +readonly (\w+):\s+([^;]+);/g)];
    const count = text.match(/@(?:Primary)?Column\(/g)?.length ?? 0;
    return [
      ...(columns.length === count ? [] : [`${file}: ${count - columns.length} columns cannot be read`]),
      ...columns.flatMap(([, options = '', name = '', written = '']) => {
        const type = written.replaceAll(/\s+/g, ' ').trim();
        const nullable = options.includes('nullable: true');
        const column = /'(\w+)'/.exec(options)?.[1] ?? '';
        return [
          ...(type === 'unknown' || type.endsWith('| null') === nullable
            ? []
            : [`${file}: ${name}: null on one side only`]),
          ...(driverTypes[column]?.test(type) === false ? [`${file}: ${name}: ${type} for ${column}`] : []),
        ];
      }),
    ];
  });
}

/** Files that describe a row, and their text. */
export function entityFiles(): { readonly file: string; readonly text: string }[] {
  const libs = join(packageRoot, 'libs');
  return readdirSync(libs).flatMap((lib) =>
    readdirSync(join(libs, lib))
      .filter((name) => name.endsWith('.entity.ts'))
      .map((name) => ({ file: `${lib}/${name}`, text: readFileSync(join(libs, lib, name), 'utf8') })),
  );
}
