-- CreateTable
CREATE TABLE "order_amount" (
    "order_id" UUID NOT NULL,
    "amount" DECIMAL(30,4) NOT NULL,

    CONSTRAINT "order_amount_pkey" PRIMARY KEY ("order_id")
);

-- CreateTable
CREATE TABLE "search_name" (
    "kind" TEXT NOT NULL,
    "ref_id" UUID NOT NULL,
    "names" TEXT[],
    "body" TEXT NOT NULL,
    "grams" TEXT[],

    CONSTRAINT "search_name_pkey" PRIMARY KEY ("kind","ref_id")
);

-- CreateIndex
CREATE INDEX "order_amount_amount_idx" ON "order_amount"("amount");

-- CreateIndex
CREATE INDEX "order_placed_on_number_idx" ON "order"("placed_on" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "order_owner_id_placed_on_number_idx" ON "order"("owner_id", "placed_on" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "order_customer_id_placed_on_number_idx" ON "order"("customer_id", "placed_on" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "order_supplier_id_placed_on_number_idx" ON "order"("supplier_id", "placed_on" DESC, "number" DESC);

-- Hand-written: what the Prisma schema cannot say.
-- Finding orders. What people type and what is stored are compared folded: compatible forms, accents and case made alike.
CREATE FUNCTION countermand_fold(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(normalize(regexp_replace(normalize(replace(written, 'ß', 'ss'), NFKD), '[\u0300-\u036f]', '', 'g'), NFKC))
$$;

-- The characters, and the pairs of neighbouring characters, of what is written without spaces between words: a Chinese
-- name of two characters shares no trigram with a longer one, and where lc_ctype is C has none at all.
CREATE FUNCTION countermand_grams(folded text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT gram), '{}')
  FROM generate_series(1, char_length(folded)) AS at, generate_series(1, 2) AS size, substr(folded, at, size) AS gram
  WHERE char_length(gram) = size AND gram ~ '^[\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+$'
$$;

-- One row for everything by whose name an order can be found. `names` are those that mean it alone, `body` is all of it.
CREATE FUNCTION countermand_name_found(which text, whose uuid, its_names text[], others text[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO search_name (kind, ref_id, names, body, grams)
  SELECT which, whose, folded.names, folded.body, countermand_grams(folded.body)
  FROM (SELECT ARRAY(SELECT countermand_fold(one) FROM unnest(its_names) AS one WHERE one <> '') AS names,
               countermand_fold(array_to_string(its_names || others, E'\n')) AS body) AS folded
  ON CONFLICT (kind, ref_id) DO UPDATE SET names = EXCLUDED.names, body = EXCLUDED.body, grams = EXCLUDED.grams
$$;
CREATE FUNCTION countermand_party_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM countermand_name_found(TG_TABLE_NAME, NEW.id, ARRAY[NEW.code, NEW.name], ARRAY[NEW.contact]);
  RETURN NULL;
END $$;
CREATE FUNCTION countermand_product_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM countermand_name_found('product', NEW.id, ARRAY[NEW.sku, NEW.name], ARRAY[]::text[]);
  RETURN NULL;
END $$;
CREATE FUNCTION countermand_member_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM countermand_name_found('member', NEW.id, ARRAY[NEW.name, NEW.email], ARRAY[]::text[]);
  RETURN NULL;
END $$;
CREATE TRIGGER customer_named AFTER INSERT OR UPDATE OF code, name, contact ON "customer" FOR EACH ROW EXECUTE FUNCTION countermand_party_named();
CREATE TRIGGER supplier_named AFTER INSERT OR UPDATE OF code, name, contact ON "supplier" FOR EACH ROW EXECUTE FUNCTION countermand_party_named();
CREATE TRIGGER product_named AFTER INSERT OR UPDATE OF sku, name ON "product" FOR EACH ROW EXECUTE FUNCTION countermand_product_named();
CREATE TRIGGER member_named AFTER INSERT OR UPDATE OF name, email ON "member" FOR EACH ROW EXECUTE FUNCTION countermand_member_named();

CREATE FUNCTION countermand_name_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    DELETE FROM search_name WHERE kind = TG_TABLE_NAME;
  ELSE
    DELETE FROM search_name WHERE kind = TG_TABLE_NAME AND ref_id = OLD.id;
  END IF;
  RETURN NULL;
END $$;
DO $$
DECLARE
  named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['customer', 'supplier', 'product', 'member']
  LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I FOR EACH ROW EXECUTE FUNCTION countermand_name_gone()', named || '_gone', named);
    EXECUTE format('CREATE TRIGGER %I AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION countermand_name_gone()', named || '_all_gone', named);
  END LOOP;
END $$;

-- What an order comes to, in major units of its currency and rounded line by line as the product does. For comparing alone:
-- nothing is decided or booked by it.
CREATE FUNCTION countermand_currency_digits(code text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN code IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 0
    WHEN code IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 3
    WHEN code IN ('CLF', 'UYW') THEN 4
    ELSE 2 END
$$;
CREATE FUNCTION countermand_order_amounts(which uuid[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO order_amount (order_id, amount)
  SELECT o.id, o.freight / power(10::numeric, countermand_currency_digits(o.currency))
    + coalesce(sum(round(l.unit_price * l.quantity * (10000 - l.discount_basis_points) / 10000, countermand_currency_digits(o.currency))), 0)
  FROM "order" o LEFT JOIN order_line l ON l.order_id = o.id
  WHERE o.id = ANY (which)
  GROUP BY o.id
  ON CONFLICT (order_id) DO UPDATE SET amount = EXCLUDED.amount WHERE order_amount.amount <> EXCLUDED.amount
$$;
CREATE FUNCTION countermand_orders_priced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM countermand_order_amounts(ARRAY(SELECT id FROM added));
  RETURN NULL;
END $$;
CREATE FUNCTION countermand_lines_priced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM countermand_order_amounts(ARRAY(SELECT DISTINCT order_id FROM added));
  RETURN NULL;
END $$;
CREATE FUNCTION countermand_order_priced_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM countermand_order_amounts(ARRAY[NEW.id]);
  RETURN NULL;
END $$;
CREATE FUNCTION countermand_line_priced_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM countermand_order_amounts(ARRAY[OLD.order_id, NEW.order_id]);
  RETURN NULL;
END $$;
CREATE FUNCTION countermand_amount_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    DELETE FROM order_amount;
  ELSE
    DELETE FROM order_amount WHERE order_id = OLD.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER orders_priced AFTER INSERT ON "order" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION countermand_orders_priced();
CREATE TRIGGER order_lines_priced AFTER INSERT ON "order_line" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION countermand_lines_priced();
CREATE TRIGGER order_priced_again AFTER UPDATE OF freight, currency ON "order" FOR EACH ROW EXECUTE FUNCTION countermand_order_priced_again();
CREATE TRIGGER order_line_priced_again AFTER UPDATE OF order_id, quantity, unit_price, discount_basis_points OR DELETE ON "order_line" FOR EACH ROW EXECUTE FUNCTION countermand_line_priced_again();
CREATE TRIGGER order_amount_gone AFTER DELETE ON "order" FOR EACH ROW EXECUTE FUNCTION countermand_amount_gone();
CREATE TRIGGER order_amounts_gone AFTER TRUNCATE ON "order" FOR EACH STATEMENT EXECUTE FUNCTION countermand_amount_gone();

-- What is there already.
SELECT countermand_name_found('customer', id, ARRAY[code, name], ARRAY[contact]) FROM customer;
SELECT countermand_name_found('supplier', id, ARRAY[code, name], ARRAY[contact]) FROM supplier;
SELECT countermand_name_found('product', id, ARRAY[sku, name], ARRAY[]::text[]) FROM product;
SELECT countermand_name_found('member', id, ARRAY[name, email], ARRAY[]::text[]) FROM member;
SELECT countermand_order_amounts(ARRAY(SELECT id FROM "order"));

CREATE INDEX search_name_body ON "search_name" USING gin (body gin_trgm_ops);
CREATE INDEX search_name_grams ON "search_name" USING gin (grams);
CREATE INDEX search_name_names ON "search_name" USING gin (names);
-- People type numbers in either case.
CREATE INDEX order_number_folded ON "order" (lower(number) text_pattern_ops);
-- Nobody can read a table from the moment on in which it loses an index: only when all else is done.
DROP INDEX "order_owner_id_idx";
DROP INDEX "order_customer_id_idx";
DROP INDEX "order_supplier_id_idx";
DROP INDEX customer_name_trgm; -- The names have an index of their own now.
