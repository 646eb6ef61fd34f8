import pg from 'pg';

/** Runs statements on one connection of its own. */
export const onConnection = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Plain connections, as a program without any of our layers would have them. */
export const openPool = (url: string, size: number): pg.Pool => {
  const pool = new pg.Pool({ connectionString: url, max: size });
  // A connection that is being closed is cut with its database; what is still asked says so itself.
  pool.on('error', () => undefined);
  return pool;
};
