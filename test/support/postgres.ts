// Databases on the PostgreSQL server that TEST_DATABASE_URL names.
import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** An empty database of its own on the server. */
export async function createPostgresPlace(
  server: string,
): Promise<{ place: { url: string }; remove(): Promise<void> }> {
  const name = `desk_test_${randomUUID().replaceAll('-', '')}`
  const url = new URL(server)
  url.pathname = `/${name}`
  await onServer(server, `create database ${name}`)
  return { place: { url: url.href }, remove: () => onServer(server, `drop database ${name} with (force)`) }
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
