package lib.sandbox.state.addons;

import java.util.List;

/** What is in the demo add-ons when they are first asked. */
final class DemoData {

    private static final List<String> SHOP = List.of("""
        CREATE TABLE customers (
            id serial PRIMARY KEY,
            email text NOT NULL UNIQUE,
            name text,
            created_at timestamptz NOT NULL DEFAULT now()
        )""", """
        CREATE TABLE products (
            sku varchar(12) PRIMARY KEY,
            title text NOT NULL,
            price numeric(10,2) NOT NULL,
            in_stock boolean NOT NULL DEFAULT true,
            attributes jsonb
        )""", """
        CREATE TABLE orders (
            id bigserial PRIMARY KEY,
            customer_id integer NOT NULL REFERENCES customers (id),
            sku varchar(12) NOT NULL REFERENCES products (sku),
            quantity integer NOT NULL DEFAULT 1,
            status varchar(20) NOT NULL DEFAULT 'new',
            placed_at timestamptz NOT NULL DEFAULT now()
        )""", """
        INSERT INTO customers (email, name, created_at) VALUES
            ('ada@harbor-lane.example', 'Ada', '2026-03-02 09:00:00+00'),
            ('lin@harbor-lane.example', 'Lin', '2026-03-05 16:20:00+00'),
            ('guest@harbor-lane.example', NULL, '2026-04-01 07:45:30+00')""", """
        INSERT INTO products (sku, title, price, in_stock, attributes) VALUES
            ('LAMP-01', 'Desk lamp', 39.90, true, '{"colour": "green"}'),
            ('MUG-07', 'Mug', 12.00, true, NULL),
            ('ROPE-30', 'Rope, 30 m', 55.50, false, '{"length": 30}')""", """
        INSERT INTO orders (customer_id, sku, quantity, status, placed_at) VALUES
            (1, 'LAMP-01', 1, 'shipped', '2026-03-03 10:11:12+00'),
            (1, 'MUG-07', 4, 'shipped', '2026-03-03 10:11:12+00'),
            (2, 'ROPE-30', 2, 'waiting', '2026-06-28 18:02:44+00'),
            (3, 'MUG-07', 1, 'new', '2026-06-30 21:30:00+00')""",
        "CREATE VIEW open_orders AS SELECT id, customer_id, sku, status FROM orders WHERE status <> 'shipped'");

    private static final List<String> REPORTS = List.of(
        "CREATE TABLE totals (id int AUTO_INCREMENT PRIMARY KEY, region varchar(40) NOT NULL, week date NOT NULL, amount decimal(10,2), "
            + "note text)", """
        INSERT INTO totals (region, week, amount, note) VALUES
            ('north', '2026-06-15', 1840.50, NULL), ('south', '2026-06-15', 990.00, 'one shop closed'),
            ('north', '2026-06-22', 2011.25, NULL)""");

    private static final List<String> CACHE = List.of("SET cart:1 \"LAMP-01 x 1\"", "HSET session:ada user 1 locale en",
        "RPUSH mail:queue 17 18 19",
        "SADD skus LAMP-01 MUG-07 ROPE-30", "ZADD popular 4 MUG-07 2.5 ROPE-30 1 LAMP-01", "XADD events 1782800000000-0 kind order id 4");

    private static final List<String> WIKI = List.of("CREATE TABLE pages (id serial PRIMARY KEY, title text NOT NULL, body text)",
        "INSERT INTO pages (title, body) VALUES ('Home', 'Welcome.'), ('Harbour rules', 'No wake.')");

    private DemoData() {
    }

    /** Statements or commands; none for an add-on that is none of the demo's. */
    static List<String> of(String id) {
        return switch (id) {
            case DemoAddons.SHOP_DB -> SHOP;
            case DemoAddons.REPORTS_DB -> REPORTS;
            case DemoAddons.SHOP_CACHE -> CACHE;
            case DemoAddons.WIKI_DB -> WIKI;
            default -> List.of();
        };
    }
}
