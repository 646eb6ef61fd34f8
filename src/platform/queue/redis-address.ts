/** One server of Redis. */
export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/** Where Redis is, as `REDIS_URL` says it. */
export interface RedisAddress {
  /** One server; Sentinels that know which server is the master; or nodes of a Cluster, which know each other. */
  readonly kind: 'single' | 'sentinel' | 'cluster';
  readonly tls: boolean;
  /** One, for `single`; else those that are asked first. */
  readonly nodes: readonly RedisNode[];
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** 0 but for `single` and `sentinel`. */
  readonly database: number;
  /** Only for `sentinel`: what the Sentinels call the master, and their own password. */
  readonly master: string | undefined;
  readonly sentinelPassword: string | undefined;
}

const KINDS: Readonly<Record<string, { kind: RedisAddress['kind']; port: number }>> = {
  '': { kind: 'single', port: 6379 },
  '-sentinel': { kind: 'sentinel', port: 26_379 },
  '-cluster': { kind: 'cluster', port: 6379 },
};

// Several hosts are no URL for the platform's own parser, so this one reads all forms alike.
const FORM =
  /^redis(?<tls>s?)(?<kind>-sentinel|-cluster|):\/\/(?:(?<user>[^:@/]*)(?::(?<password>[^@]*))?@)?(?<hosts>[^/?#@]+)(?:\/(?<path>[^?#]*))?(?:\?sentinelPassword=(?<sentinel>[^&#]+))?$/;
const HOST = /^(?<host>\[[\da-f:.]+\]|[\w.-]+)(?::(?<port>\d{1,5}))?$/i;

/**
 * Reads `redis[s]://[user:password@]host[:port][/database]`, `redis[s]-sentinel://[…@]host[:port],…/master[/database]`
 * with `?sentinelPassword=…` where the Sentinels have one, and `redis[s]-cluster://[…@]host[:port],…`; the `s` means
 * TLS to every server named or found. Undefined for anything else.
 */
export const readRedisAddress = (url: string): RedisAddress | undefined => {
  const form = FORM.exec(url)?.groups;
  const known = KINDS[form?.kind ?? ''];
  if (form === undefined || known === undefined) return undefined;
  const { kind, port } = known;
  const nodes = (form.hosts ?? '').split(',').map((host) => readNode(host, port));
  const [first, second] = (form.path ?? '').split('/');
  const master = kind === 'sentinel' ? decoded(first) : undefined;
  const database = databaseOf(kind === 'sentinel' ? second : form.path);
  const found = nodes.filter((node) => node !== undefined);
  const [username, password, sentinelPassword] = [form.user, form.password, form.sentinel].map(decoded);
  const fits =
    found.length === nodes.length &&
    database !== undefined &&
    (kind !== 'single' || nodes.length === 1) &&
    (kind !== 'sentinel' || (master !== undefined && (form.path ?? '').split('/').length <= 2)) &&
    (kind === 'sentinel' || sentinelPassword === undefined) &&
    (kind !== 'cluster' || database === 0);
  if (!fits) return undefined;
  return {
    kind,
    tls: form.tls === 's',
    nodes: found,
    username,
    password,
    database,
    master,
    sentinelPassword,
  };
};

const readNode = (text: string, port: number): RedisNode | undefined => {
  const node = HOST.exec(text.trim())?.groups;
  const chosen = Number(node?.port ?? port);
  if (node?.host === undefined || chosen < 1 || chosen > 65_535) return undefined;
  return { host: node.host.replace(/^\[(.*)\]$/, '$1'), port: chosen };
};

const databaseOf = (text: string | undefined): number | undefined => {
  if (text === undefined || text === '') return 0;
  return /^\d{1,5}$/.test(text) ? Number(text) : undefined;
};

/** Percent signs stand for what a URL cannot hold; what is no such code stands for itself. */
const decoded = (text: string | undefined): string | undefined => {
  if (text === undefined || text === '') return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
