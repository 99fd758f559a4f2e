import { deleteExpired } from '#queue';

// expired keys of requests, sessions with the cases they see, links, codes of devices, attempts to sign in
deleteExpired.supply(async (client) => {
  const { rows } = await client.query<{ more: boolean }>('SELECT delete_expired() > 0 AS more');
  return rows[0]?.more ?? false;
});
