import pg from 'pg';

/** By this name the bench knows its own connections: what they cost is not the product's. */
export const benchName = 'sonae-bench';

/** A look past row security into the product's tables. */
export async function connectBench(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: benchName,
    options: '-c search_path=sonae',
  });
  // when the product is ended from outside its server goes too: the next question says so
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
