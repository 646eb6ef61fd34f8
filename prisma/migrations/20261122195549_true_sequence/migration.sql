-- AlterTable
ALTER TABLE "audit_event" ADD COLUMN     "seq" BIGSERIAL NOT NULL;

-- Hand-written: what the Prisma schema cannot say.
-- Only demo data may be thrown away as a whole, so a company's database never becomes a demo while there is an order in it.
CREATE FUNCTION countermand_demo_from_the_start() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.demo AND NOT EXISTS (SELECT 1 FROM workspace WHERE demo) AND EXISTS (SELECT 1 FROM "order") THEN
    RAISE EXCEPTION 'a database with orders does not become a demo';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER workspace_demo_from_the_start BEFORE INSERT OR UPDATE OF demo ON "workspace" FOR EACH ROW
  EXECUTE FUNCTION countermand_demo_from_the_start();
